-- 幼儿园表的托班托位数与机构台账同月不一致。
--
-- @en        The toddler slots of a kindergarten differ from its row in the register of that month.
-- @severity  warn
-- @table     kindergarten
-- @field     toddler_slots
-- @todo_zh   请核对两张表。
-- @todo_en   Compare the two tables.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with in_register as (

    select
        kindergarten_id,
        as_of,
        sum(slots) as slots
    from institution
    where
        kindergarten_id is not null
        and is_counted is not false
        and (closed_on is null or closed_on > last_day(as_of))
    group by kindergarten_id, as_of

)

select
    kindergarten.source_name,
    kindergarten.source_row,
    coalesce(kindergarten.kindergarten_name, kindergarten.kindergarten_id) as subject,
    kindergarten.toddler_slots || ' <> ' || in_register.slots as found
from kindergarten
inner join in_register
    on
        kindergarten.kindergarten_id = in_register.kindergarten_id
        and kindergarten.as_of = in_register.as_of
where
    kindergarten.toddler_slots != in_register.slots
    and kindergarten.as_of = (select max(latest.as_of) from kindergarten as latest)
order by kindergarten.source_name, kindergarten.source_row
