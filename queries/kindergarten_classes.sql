-- The kindergartens with a toddler class in the last snapshot up to a month (开设托班的幼儿园).
--
-- @grain   kindergarten_id
-- @param   as_of   date  the month
-- @column  kindergarten_id    code
-- @column  kindergarten_name  text
-- @column  area_code          code
-- @column  area_name          text
-- @column  parent_code        code
-- @column  toddler_slots      slot

select
    kindergarten.kindergarten_id,
    kindergarten.kindergarten_name,
    kindergarten.area_code,
    area.area_name,
    area.parent_code,
    kindergarten.toddler_slots
from kindergarten
inner join area on kindergarten.area_code = area.area_code
where
    kindergarten.has_toddler_class
    and kindergarten.as_of = (
        select max(earlier.as_of)
        from kindergarten as earlier
        where earlier.as_of <= $as_of
    )
order by kindergarten.kindergarten_id
