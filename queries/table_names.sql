-- The tables that a release holds, by name.
--
-- @grain   table_name
-- @column  table_name  text

select table_name
from duckdb_tables()
where not internal and not temporary
order by table_name
