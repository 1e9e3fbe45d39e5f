-- A key that was ended stays so.
SELECT 1;
