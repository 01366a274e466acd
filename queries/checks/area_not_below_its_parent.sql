-- 区域的级别不低于它的上级。
-- An area that is its own parent is a circle, found by another check.
--
-- @en        An area is not of a lower level than its parent.
-- @severity  fail
-- @table     area
-- @field     level
-- @todo_zh   请核对级别和上级代码。
-- @todo_en   Check its level and its parent code.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with ranked as (

    select
        area_code,
        list_position(
            ['nation', 'province', 'city', 'county', 'township', 'community'], level
        ) as level_rank
    from area

)

select
    area.source_name,
    area.source_row,
    area.area_name as subject,
    area.level as found
from area
inner join ranked as own on area.area_code = own.area_code
inner join ranked as parent on area.parent_code = parent.area_code
where own.level_rank <= parent.level_rank and area.parent_code != area.area_code
order by area.source_name, area.source_row
