"""The metadata, the names of constraints, and the marker of a sealed column."""

from sqlalchemy import Column, LargeBinary, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SEALED_BY = "sealed_by"


def sealed(name: str, *bound_to: str, nullable: bool = False) -> Column[bytes]:
    """An encrypted column; `bound_to` names the columns whose values say which row it belongs to.

    Those columns must never change, or the value no longer opens.
    """
    return Column(name, LargeBinary, nullable=nullable, info={SEALED_BY: bound_to})
