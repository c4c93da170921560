from tests.desk.jobs.scene import scene

__all__ = ["scene"]
