"""The declaration of a household: its sections in the order in which people think."""

from conversations.form.declaration.assets import ASSETS
from conversations.form.declaration.beginning import BEGINNING, HOME
from conversations.form.declaration.circumstances import CIRCUMSTANCES
from conversations.form.declaration.closing import SIGNING
from conversations.form.declaration.expenditure import EXPENDITURE
from conversations.form.declaration.explaining import EXPLAINING
from conversations.form.declaration.income import INCOME
from conversations.form.declaration.papers import PAPERS
from conversations.form.declaration.people import PEOPLE
from conversations.form.declaration.proxy import SECTION as PROXY
from conversations.form.declaration.supporters import SUPPORT
from conversations.form.model import Form

# Version 2: the whole form, with tick lists; its questions kept the keys they had in version 1.
DECLARATION = Form(
    "declaration",
    2,
    (BEGINNING, PROXY, HOME, PEOPLE, SUPPORT, INCOME, EXPENDITURE, ASSETS, CIRCUMSTANCES, PAPERS, EXPLAINING, SIGNING),
)
