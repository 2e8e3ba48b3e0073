"""How reports of expenses are shown, to whoever filed them and to staff."""

from athar.initiatives.volunteering.choices import ExpenseState

TONES = {
    ExpenseState.WAITING: "watch", ExpenseState.APPROVED: "accent", ExpenseState.PAID: "good", ExpenseState.REJECTED: "bad",
    ExpenseState.WITHDRAWN: "none",
}  # fmt: skip
