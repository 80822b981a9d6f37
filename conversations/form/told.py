"""What was told of an emergency before the declaration asks for it: in the log, and no question of the form.

Written when the short form is done (`conversations/carrying_over.py`); read by the questions that offer it. Where
somebody of the household may be the danger only the phone and the township are written (`TOLD_OPENLY` is False).
"""

TOLD_PHONE = "told.phone"
TOLD_AREA = "told.area_code"
TOLD_OPENLY = "told.openly"
"""Whether the last emergency may be spoken of: False with violence at home, absent where none was told."""
TOLD_OF = "told.receipts"
"""The receipts of those that may be spoken of."""
TOLD_AT_HOME = "told.at_home"
"""The home itself was struck (fire, flood): the place is where the family lives."""
TOLD_PLACE = "told.residence_detail"
TOLD_CAUSES = "told.hardship_causes"
TOLD_OF_WHOM = "told.of_whom"
"""The words in which it was said what happened to whom, where somebody is ill or hurt."""
TOLD_BILLS = "told.medical"
"""Money for a doctor was needed."""
TOLD_NAME = "told.name"
"""Who was helped, as the township registered it."""
TOLD_HELPED = "told.helped"
"""Money was paid."""
TOLD_PAPERS = "told.papers"
"""Photos that were handed in, each as `kind of paper:id`."""
