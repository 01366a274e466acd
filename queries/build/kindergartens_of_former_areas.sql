-- Gives kindergartens of former areas their code of today (变更前的幼儿园).
-- What became one area has its code; of a split one a row goes to the part
-- to which a later row of the same kindergarten belongs.
-- What cannot be settled keeps its former code, and is asked about.

update kindergarten
set area_code = found.area_code
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
            kindergarten.rowid as row_id,
            kindergarten.kindergarten_id,
            kindergarten.as_of,
            kindergarten.area_code as former_code,
            former.former_code is not null as is_former,
            if(former.former_code is null, kindergarten.area_code, former.only_code) as settled
        from kindergarten
        left join former on kindergarten.area_code = former.former_code

    ),

    second_look as (

        select
            row_id,
            former_code,
            is_former,
            settled,
            first_value(settled ignore nulls) over (
                partition by kindergarten_id
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
where kindergarten.rowid = found.row_id and found.area_code is not null
