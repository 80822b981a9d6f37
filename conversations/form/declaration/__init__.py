"""The declaration of a household: its sections in the order in which people think."""

from conversations.form.declaration.assets import ASSETS
from conversations.form.declaration.beginning import BEGINNING
from conversations.form.declaration.circumstances import CIRCUMSTANCES
from conversations.form.declaration.closing import SIGNING
from conversations.form.declaration.money import EXPENDITURE, INCOME
from conversations.form.declaration.papers import PAPERS
from conversations.form.declaration.people import PEOPLE
from conversations.form.declaration.supporters import SUPPORTERS
from conversations.form.model import Form

DECLARATION = Form(
    "declaration", 1, (BEGINNING, PEOPLE, SUPPORTERS, INCOME, EXPENDITURE, ASSETS, CIRCUMSTANCES, PAPERS, SIGNING)
)
