DROP TABLE distinct_members;
