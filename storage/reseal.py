"""After a key rotation: what older keys sealed is sealed anew, a little at a time, while work goes on."""

from sqlalchemy import Column, func, select, update

from storage.binding import row_of, sealed_columns
from storage.tables import metadata
from storage.unit import Unit


def reseal(unit: Unit, at_most: int = 200) -> int:
    """Seal up to `at_most` values with the active key; returns how many. Repeat until it returns 0.

    Raises SealBroken at a value that does not open, rather than leave it behind in silence.
    """
    done = 0
    for column, bound_to in sealed_columns(metadata):
        if done < at_most:
            done += _reseal_column(unit, column, bound_to, at_most - done)
    return done


def _reseal_column(unit: Unit, column: Column[bytes], bound_to: tuple[str, ...], at_most: int) -> int:
    table, mark = column.table, unit.keyring.mark
    key = list(table.primary_key.columns)
    old = (
        select(column.label("sealed_value"), *(table.c[name] for name in {*bound_to, *(each.name for each in key)}))
        .where(func.substr(column, 1, len(mark)) != mark)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    rows = unit.connection.execute(old).mappings().all()
    for row in rows:
        where = row_of(*(row[name] for name in bound_to))
        plain = unit.keyring.open(table.name, column.name, where, row["sealed_value"])
        renewed = unit.keyring.seal(table.name, column.name, where, plain)
        this_row = [each == row[each.name] for each in key]
        unit.connection.execute(update(column.table).where(*this_row).values({column: renewed}))
    return len(rows)
