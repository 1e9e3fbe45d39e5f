-- What marks a form as given by this network; made when it is first needed.
ALTER TABLE network ADD COLUMN form_key TEXT CHECK (length(form_key) >= 32);
-- What whoever wrote reads.
ALTER TABLE reports ADD COLUMN language TEXT CHECK (length(language) = 2);
