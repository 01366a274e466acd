-- Gives an area without any place the middle of its institutions (无边界区域的位置).
--
-- The middle is the median, which a wrong point does not move; the areas below it that have a
-- place count as points too.

update area
set longitude = middle.longitude, latitude = middle.latitude
from (
    select
        area_code,
        median(longitude) as longitude,
        median(latitude) as latitude
    from (
        select distinct
            area_ancestor.ancestor_code as area_code,
            institution.longitude,
            institution.latitude
        from institution
        inner join area_ancestor on institution.area_code = area_ancestor.area_code
        where institution.longitude is not null and institution.latitude is not null
        union all
        select
            area_ancestor.ancestor_code as area_code,
            below.longitude,
            below.latitude
        from area as below
        inner join area_ancestor on below.area_code = area_ancestor.area_code
        where
            area_ancestor.distance > 0
            and below.longitude is not null
            and below.latitude is not null
    ) as points
    group by area_code
) as middle
where
    area.area_code = middle.area_code
    and (area.longitude is null or area.latitude is null)
