"""Who mentors whom, put together by hand in the third step of set-up, and for how many somebody has room."""
