"""The cast: the people, doctors and servers that tests use, and functions that make them and call the API for them.

Asha and Ravi are patients (Ravi is the patient without a right to Asha's objects), Meera and Dev are
doctors, Sita and Mira work at the front desks of two clinics, and `admin` is an administrator.
"Stranger" is a person without any right to the object of the test.
"""
