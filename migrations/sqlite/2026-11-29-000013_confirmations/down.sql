DROP INDEX members_by_confirmation;
