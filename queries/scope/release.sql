-- Which release this is; its title is the name of the one area (本辖区数据版本).
--
-- @param   area  text  code of the area everything lies in

select
    release.* replace ( -- noqa: AM04
        topmost.area_name as title_zh,
        topmost.area_name as title_en
    )
from release
inner join area as topmost on topmost.area_code = $area
