-- Gives service points of former areas their code of today (变更前的社区服务点).
-- What became one area has its code; of a split one a row goes to the part
-- to which a later row of the same service point belongs.
-- What cannot be settled keeps its former code, and is asked about.

update service_point
set community_code = found.area_code
from (
    with former as (

        select
            former_code,
            if(count(*) = 1, min(area_code), null) as only_code
        from former_area
        group by former_code

    ),

    first_look as (

        select
            service_point.rowid as row_id,
            service_point.service_point_id,
            service_point.as_of,
            service_point.community_code as former_code,
            former.former_code is not null as is_former,
            if(former.former_code is null, service_point.community_code, former.only_code)
                as settled
        from service_point
        left join former on service_point.community_code = former.former_code

    ),

    second_look as (

        select
            row_id,
            former_code,
            is_former,
            settled,
            first_value(settled ignore nulls) over (
                partition by service_point_id
                order by as_of
                rows between 1 following and unbounded following
            ) as later
        from first_look

    )

    select
        second_look.row_id,
        coalesce(second_look.settled, former_area.area_code) as area_code
    from second_look
    left join former_area
        on
            second_look.former_code = former_area.former_code
            and second_look.later = former_area.area_code
    where second_look.is_former
) as found
where service_point.rowid = found.row_id and found.area_code is not null
