from datetime import date

from django.db import migrations

VERSION = "1"
TEXT_KM = """យើងជាបុគ្គលិកមជ្ឈមណ្ឌលធនធានពលករចំណាកស្រុក។ តើអនុញ្ញាតឱ្យយើងកត់ត្រារឿងរបស់អ្នក ដើម្បីជួយអ្នកទេ?
អ្នកអាចថាទេ។ យើងនៅតែជួយ។ អ្នកអាចប្តូរចិត្តបានគ្រប់ពេល។
ជំនួយឥតគិតថ្លៃ។ គ្មាននរណាមានសិទ្ធិសុំលុយពីអ្នកទេ។

យើងសួរម្តងមួយចំណុច។ អ្នកអាចយល់ព្រមចំណុចខ្លះ ហើយមិនយល់ព្រមចំណុចខ្លះ៖
១. រក្សាកំណត់ត្រា៖ យើងសរសេរឈ្មោះ អាសយដ្ឋាន ការងារ និងអ្វីដែលអ្នកត្រូវការ ដើម្បីជួយអ្នក។ មានតែបុគ្គលិកមជ្ឈមណ្ឌលនេះទេ ដែលអានបាន។
២. ទីភ្នាក់ងារជាតិមុខរបរ និងការងារ៖ យើងប្រាប់គេអំពីការងារ និងជំនាញរបស់អ្នក ដើម្បីរកការងារឱ្យអ្នក។
៣. មន្ទីរការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈខេត្ត៖ យើងប្រាប់គេ ពេលអ្នកត្រូវការជំនួយរបស់គេ។
៤. មជ្ឈមណ្ឌលបណ្តុះបណ្តាល៖ យើងផ្ញើឈ្មោះអ្នក ដើម្បីចុះឈ្មោះចូលរៀន។
៥. បេឡាជាតិសន្តិសុខសង្គម (ប.ស.ស.)៖ យើងផ្ញើឈ្មោះ និងលេខអ្នក ដើម្បីពិនិត្យ ឬចុះឈ្មោះ។
៦. ឃុំ សង្កាត់ (ប័ណ្ណសមធម៌)៖ យើងសុំឃុំពិនិត្យមើលថា គ្រួសារអ្នកអាចទទួលប័ណ្ណបានឬទេ។
៧. ក្រសួងសង្គមកិច្ច៖ យើងសុំជំនួយសង្គមកិច្ចឱ្យអ្នក។
៨. អង្គការមួយដែលយើងប្រាប់ឈ្មោះ៖ យើងប្រាប់តែអង្គការនោះប៉ុណ្ណោះ។
៩. និយោជក៖ យើងបង្ហាញតែការងារ និងជំនាញរបស់អ្នក។ យើងសួរអ្នកម្តងទៀត មុនប្រាប់ឈ្មោះ។
១០. ហៅទូរស័ព្ទ៖ យើងហៅតែលេខ និងម៉ោងដែលអ្នកឱ្យ។
១១. ផ្ញើសារតាម Telegram៖ សារមិនសរសេររឿងផ្ទាល់ខ្លួនរបស់អ្នកទេ។
១២. ប្រើរូបថត៖ យើងប្រើរូបអ្នក តែក្នុងរឿងដែលយើងបង្ហាញអ្នកមុន។
១៣. រាប់ដោយគ្មានឈ្មោះ៖ យើងរាប់ថាមានមនុស្សប៉ុន្មាននាក់បានទទួលជំនួយ។ គ្មាននរណាស្គាល់អ្នកតាមលេខនោះទេ។
១៤. សួរពេលក្រោយ៖ យើងអាចសួរអ្នក បើមានការស្រាវជ្រាវ។ ពេលនោះ អ្នកអាចថាទេម្តងទៀត។

យើងមិនប្រាប់អ្នកណាផ្សេងទេ លើកលែងតែពេលមានគ្រោះថ្នាក់ដល់ជីវិត ឬច្បាប់តម្រូវ។
អ្នកអាចសុំមើលអ្វីដែលយើងបានកត់ត្រា សុំកែ ឬសុំលុប។ ពេលអ្នកដកការយល់ព្រម យើងឈប់ប្រាប់អ្នកដទៃភ្លាម។
"""
TEXT_EN = """We work at the Migrant Worker Resource Centre. May we write down what you tell us, to help you?
You may say no. We will still help. You can change your mind at any time.
Help is free. Nobody may ask you for money.

We ask one thing at a time. You may say yes to some and no to others:
1. Keep a record: we write down your name, address, work and what you need, to help you. Only the staff of this centre can read it.
2. The National Employment Agency: we tell them about your work and skills, to find you a job.
3. The provincial labour department: we tell them when you need their help.
4. A training centre: we send your name, so that you can join a course.
5. NSSF: we send your name and number, to check or to register you.
6. The commune (IDPoor): we ask the commune whether your family can get an equity card.
7. The social affairs ministry: we ask them for social help for you.
8. An organisation that we name: we tell that organisation alone.
9. Employers: we show only your work and skills. We ask you again before we give your name.
10. Telephone: we call only the number and at the hours you give us.
11. Telegram: a message says nothing personal about you.
12. A photograph: we use it only in a story that we show you first.
13. Count without a name: we count how many people were helped. Nobody can tell you from the number.
14. Ask later: we may ask you when there is a study. You may say no again then.

We tell nobody else, unless a life is in danger or the law demands it.
You may see what we have written, have it corrected, or have it erased. When you take back your yes, we stop telling others at once.
"""
QUESTION_KM = "សូមប្រាប់តាមពាក្យរបស់អ្នក៖ បើថ្ងៃក្រោយអ្នកប្តូរចិត្ត តើអ្នកអាចធ្វើអ្វី?"
QUESTION_EN = "Please say it in your own words: what can you do if you change your mind later?"


def add(apps, schema_editor):
    """Add the first words of consent; a text of the same version that is there stays."""
    apps.get_model("people", "ConsentText").objects.get_or_create(
        version=VERSION,
        defaults={
            "text_km": TEXT_KM,
            "text_en": TEXT_EN,
            "question_km": QUESTION_KM,
            "question_en": QUESTION_EN,
            "valid_from": date(2026, 1, 1),
        },
    )


def take_away(apps, schema_editor):
    """Remove the text while nobody has agreed to it."""
    consents = apps.get_model("people", "Consent").objects.filter(text_id=VERSION)
    if not consents.exists():
        apps.get_model("people", "ConsentText").objects.filter(version=VERSION).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add, take_away)]
