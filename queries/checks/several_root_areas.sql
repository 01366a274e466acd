-- 最上级的区域不止一个。
--
-- @en        There is more than one topmost area.
-- @severity  fail
-- @table     area
-- @field     parent_code
-- @todo_zh   一份数据只能有一个最上级区域,请补上级或分开导入。
-- @todo_en   One set of data has one topmost area: add what is above them, or import them apart.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with ranked as (

    select
        source_name,
        source_row,
        area_name,
        area_code,
        rank() over (
            order by
                list_position(
                    ['nation', 'province', 'city', 'county', 'township', 'community'], level
                )
        ) as level_rank,
        row_number() over (
            partition by level
            order by source_name, source_row
        ) as occurrence
    from area
    where parent_code is null

)

select
    source_name,
    source_row,
    area_name as subject,
    area_code as found
from ranked
where level_rank = 1 and occurrence > 1
order by source_name, source_row
