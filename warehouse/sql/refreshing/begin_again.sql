-- Note that all marts have just been made anew.
-- Grain: no rows.
delete from touched.everything;

delete from touched.since_made;
