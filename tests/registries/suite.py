"""The payloads of the published suites, as they send them: unsigned, with a name of their own."""

from tests.registries.peer import ident, stamp

BY_NUMBER = ("idtype-value", {"type": "UIN", "value": "TEST-001"})
EXPRESSION = (
    "expression",
    {
        "type": "ns:org:QueryType:expression",
        "value": {
            "expression": {
                "collection": "Group",
                "query": {
                    "$and": [
                        {"poverty_score": {"$lt": 5}},
                        {"location": {"$eq": "central_region"}},
                        {"group_size": {"$lt": 5}},
                    ]
                },
            }
        },
    },
)
PREDICATE = (
    "predicate",
    [
        {
            "seq_num": 1,
            "expression1": {"attribute_name": "age", "operator": "lt", "attribute_value": "25"},
            "condition": "and",
            "expression2": {
                "attribute_name": "poverty_score",
                "operator": "lt",
                "attribute_value": "2.5",
            },
        }
    ],
)


def envelope(action, message, uri=None):
    header = {
        "version": "1.0.0",
        "message_id": ident(),
        "message_ts": stamp(),
        "action": action,
        "sender_id": "test-client",
        "receiver_id": "sr-server",
        "total_count": 1,
        **({"sender_uri": uri} if uri else {}),
    }
    return {"signature": "unsigned-stub", "header": header, "message": message}


def search(query=BY_NUMBER, uri=None, **more):
    one = {
        "reference_id": f"ref-{ident()}",
        "timestamp": stamp(),
        "search_criteria": {"query_type": query[0], "query": query[1]},
        **more,
    }
    return envelope("search", {"transaction_id": ident(), "search_request": [one]}, uri)


def subscribe(uri=None, **more):
    criteria = {
        "reg_event_type": "REGISTER",
        "filter": {"type": "UIN", "value": "TEST-001"},
        "notify_record_type": "Member",
    }
    one = {"reference_id": f"ref-{ident()}", "timestamp": stamp(), "subscribe_criteria": criteria}
    message = {"transaction_id": ident(), "subscribe_request": [{**one, **more}]}
    return envelope("subscribe", message, uri)


def unsubscribe(uri=None, codes=("sub-test-001",)):
    message = {"transaction_id": ident(), "timestamp": stamp(), "subscription_codes": list(codes)}
    return envelope("unsubscribe", message, uri)


def status(uri=None):
    transaction = ident()
    asked = {
        "reference_id": f"ref-{ident()}",
        "txn_type": "search",
        "attribute_type": "transaction_id",
        "attribute_value": transaction,
    }
    message = {"transaction_id": transaction, "txnstatus_request": asked}
    return envelope("txn-status", message, uri)
