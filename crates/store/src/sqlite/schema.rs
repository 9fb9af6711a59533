//! The tables, made by numbered migrations; a file of a newer program is refused, not guessed at.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;

/// Each migration takes the schema from the version before to its place in this list, counted from 1.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_journal.sql")];

/// The newest schema version this program knows.
const KNOWN: i64 = MIGRATIONS.len() as i64;

/// The schema version of a file: 0 for an empty one.
pub(super) fn version(connection: &Connection) -> Result<i64, StoreError> {
    let is_made = connection
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'", [], |row| row.get::<_, i64>(0))?;
    if is_made == 0 {
        return Ok(0);
    }
    let text = meta(connection, "schema_version")?.unwrap_or_default();
    let damaged = || StoreError::Damaged { table: "meta", what: format!("schema_version is `{text}`") };
    let found: i64 = text.parse().map_err(|_| damaged())?;
    if found > KNOWN { Err(StoreError::Schema { found, known: KNOWN }) } else { Ok(found) }
}

/// Brings the schema to the newest version, each step in a transaction of its own.
pub(super) fn migrate(connection: &Connection) -> Result<(), StoreError> {
    let found = version(connection)?;
    for (number, sql) in (1_i64..).zip(MIGRATIONS).filter(|(number, _)| *number > found) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        connection.execute_batch(sql)?;
        put_meta(connection, "schema_version", &number.to_string())?;
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

/// The value of a name in `meta`.
pub(super) fn meta(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

/// Sets a name in `meta`.
pub(super) fn put_meta(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [name, value])?;
    Ok(())
}

/// What in the schema is not as the migrations make it.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let (found, new) = (version(connection)?, Connection::open_in_memory()?);
    if found != KNOWN {
        return Ok(vec![format!("the database has schema version {found}, this program made it with {KNOWN}")]);
    }
    migrate(&new)?;
    let (ours, theirs) = (objects(&new)?, objects(connection)?);
    let changed: BTreeSet<&String> = ours.symmetric_difference(&theirs).map(|object| &object[1]).collect();
    let told = |name: &&String| format!("`{name}` is not declared as this program declares its tables and indexes");
    Ok(changed.iter().map(told).collect())
}

/// Type, name, table and declaration of all that the schema holds.
fn objects(connection: &Connection) -> Result<BTreeSet<[String; 4]>, StoreError> {
    let mut all = connection.prepare("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema")?;
    let objects = all.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    Ok(objects.collect::<Result<_, _>>()?)
}

/// Refuses a file that belongs to another node.
pub(super) fn check_node(connection: &Connection, node_name: &str) -> Result<(), StoreError> {
    let found = meta(connection, "node")?.unwrap_or_default();
    if found == node_name { Ok(()) } else { Err(StoreError::OtherNode { found, wanted: node_name.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_newer_program_is_refused() {
        let connection = Connection::open_in_memory().unwrap();
        assert_eq!(version(&connection).unwrap(), 0);
        migrate(&connection).unwrap();
        migrate(&connection).unwrap();
        assert_eq!(version(&connection).unwrap(), KNOWN);
        put_meta(&connection, "schema_version", "99").unwrap();
        assert!(matches!(version(&connection), Err(StoreError::Schema { found: 99, known: KNOWN })));
    }
}
