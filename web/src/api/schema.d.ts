// Made by `npm run client` from openapi.json, sha256 da717e7f803d95c53fdc111b02bfd60c51d206d16c19bbc59e52fa6e7fcf4dda

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the public keys that verify access tokens
         * @description Read the public keys that verify access tokens, as a JSON Web Key Set (RFC 7517).
         */
        get: operations["jwks__well_known_jwks_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that this process answers requests */
        get: operations["livez_livez_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether this process can serve, and each part that it needs
         * @description Answers 503 when the process is stopping, or when the database is unreachable.
         *
         *     Without Redis the status is 200, because bookings go on, although holds do not reserve times. The role
         *     `availability` also answers 200 while the primary is unreachable and a replica can serve.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List appointments
         * @description List appointments: those of the account's patients, those with the doctor who calls, or those that an administrator searches for.
         *
         *     Administrators must send at least one of `reference`, `email` and `doctor_id`.
         */
        get: operations["appointments_v1_appointments_get"];
        put?: never;
        /**
         * Book the slot of a hold
         * @description Book the slot of a hold. A repeated request with the same Idempotency-Key books once and returns the same answer.
         */
        post: operations["book_v1_appointments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an appointment
         * @description Read one appointment that the caller may see.
         */
        get: operations["appointment_v1_appointments__appointment_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the patient's reason for an appointment
         * @description Change the reason that the patient gave, until the visit begins. Sending the same reason again changes nothing.
         */
        patch: operations["change_reason_v1_appointments__appointment_id__patch"];
        trace?: never;
    };
    "/v1/appointments/{appointment_id}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an appointment as a calendar file
         * @description Read the appointment as one calendar event (RFC 5545).
         *
         *     The event's UID never changes; its SEQUENCE grows with each change of the appointment.
         */
        get: operations["appointment_file_v1_appointments__appointment_id__ics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record whether a patient has arrived or is in the doctor's room
         * @description Record where the patient is, or undo the record, by default within one day. For the appointment's doctor, the clinic's desk and administrators.
         *
         *     By default the attendance can be recorded from 12 hours before the visit's start on. Repeating the request changes nothing.
         */
        put: operations["put_attendance_v1_appointments__appointment_id__attendance_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an appointment
         * @description Cancel an appointment. Others can book its slot immediately.
         */
        post: operations["cancel_v1_appointments__appointment_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that an appointment took place
         * @description Record that the consultation took place. Possible from the start of the appointment on.
         */
        post: operations["complete_v1_appointments__appointment_id__complete_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of an appointment
         * @description List the changes of an appointment, oldest first.
         */
        get: operations["events_v1_appointments__appointment_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that the patient did not come to an appointment
         * @description Record that the patient did not come. Possible from the start of the appointment on.
         */
        post: operations["no_show_v1_appointments__appointment_id__no_show_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the details of an appointment's patient
         * @description Read the patient's name, age, gender, contact and earlier visits to the same doctor.
         *
         *     For the appointment's own doctor and administrators.
         */
        get: operations["get_patient_v1_appointments__appointment_id__patient_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Propose another time for an appointment to its patient
         * @description Propose another available slot of the same doctor to the patient. The slot is reserved until the answer or `expires_at`.
         */
        put: operations["put_proposal_v1_appointments__appointment_id__proposal_put"];
        post?: never;
        /**
         * Decline or withdraw the proposal of another time or another doctor for an appointment
         * @description As the patient, decline the proposed time or the proposed other doctor. As the doctor or other staff, withdraw the proposal.
         *
         *     The appointment keeps its time and its doctor.
         */
        delete: operations["delete_proposal_v1_appointments__appointment_id__proposal_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/proposal/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept the proposed time of an appointment, as its patient
         * @description Move the appointment to the proposed slot, as its patient. The move does not count against the patient's limit of changes.
         */
        post: operations["accept_proposal_v1_appointments__appointment_id__proposal_accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the record that an appointment took place or was missed
         * @description Undo a completion or a no-show. Possible by default within one day, for the person who made the record and for administrators.
         */
        post: operations["reopen_v1_appointments__appointment_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appointments/{appointment_id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an appointment to the slot of a hold
         * @description Move an appointment to the slot of a hold that was made with `reschedules`.
         *
         *     One transaction frees the old slot and books the new one. Without an Idempotency-Key, the hold
         *     identifies the request.
         */
        post: operations["reschedule_v1_appointments__appointment_id__reschedule_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/csrf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the CSRF token that a browser sends with each change
         * @description Read the session's CSRF token.
         *
         *     For a browser, the lifetime of the session's cookie in the browser begins again.
         */
        get: operations["csrf_token_v1_auth_csrf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out: end this session, or all sessions of the account
         * @description End the session of this token or cookie, or all sessions of the account.
         *
         *     The tokens and cookies of ended sessions are refused within seconds.
         */
        post: operations["sign_out_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/otp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a one-time code for signing in
         * @description Send a one-time code. The answer does not tell whether there is an account with the address.
         *
         *     No code is sent to the address of a staff account, because staff cannot sign in with codes. The
         *     message is in Hindi if Hindi is the first language in `Accept-Language`, otherwise in English.
         *     An account that this code creates gets this language and `time_zone`.
         */
        post: operations["request_code_v1_auth_otp_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the options with which a browser signs in by passkey
         * @description Read the options of `navigator.credentials.get` for signing in.
         *
         *     The options can be used once, by default within five minutes.
         */
        post: operations["begin_sign_in_v1_auth_passkey_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a password with the link from a mail
         * @description Set a password with the link from a mail. All sessions of the account end.
         *
         *     An account without a second factor gets one, which is shown only in this answer.
         */
        post: operations["set_password_v1_auth_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password/forgotten": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a link with which staff set a new password
         * @description Mail a link to set a new password to a member of staff.
         *
         *     The answer does not tell whether there is an account with the address.
         */
        post: operations["forgotten_v1_auth_password_forgotten_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for a new access token and refresh token
         * @description Exchange a refresh token for a new pair of tokens. A refresh token can be exchanged once.
         *
         *     A repetition of the request, by default within ten seconds, returns the same pair, so that a lost
         *     response does no harm. A later repetition ends the session.
         */
        post: operations["refresh_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as a browser and get a session cookie
         * @description Sign in as a browser: the response sets the cookie `__Host-session`.
         *
         *     If the request has an earlier session's cookie, that session ends.
         */
        post: operations["open_session_v1_auth_session_post"];
        /**
         * Sign out as a browser: end the session and delete its cookie
         * @description End the session with which the request was made, or all sessions of the account, and delete the cookie.
         */
        delete: operations["close_session_v1_auth_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove the caller's identity again, as some requests require
         * @description Prove again who you are, for requests that require a recent proof.
         *
         *     By default, the proof counts as recent for ten minutes.
         */
        post: operations["step_up_v1_auth_step_up_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/step-up/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the options with which a browser proves the caller's identity by passkey
         * @description Read the options of `navigator.credentials.get` for proving who you are; 404 for an account without a passkey.
         *
         *     The options can be used once, in this session, by default within five minutes.
         */
        post: operations["begin_step_up_v1_auth_step_up_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in and get an access token and a refresh token
         * @description Sign in, and get an access token and a refresh token.
         *
         *     Patients send a one-time code; staff send password and second factor, or a passkey.
         */
        post: operations["sign_in_v1_auth_token_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/availability/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the slots that many doctors offer, in one request */
        post: operations["availability_v1_availability_query_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{token}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a doctor's appointments as a calendar file, by the secret link
         * @description Read a doctor's appointments from 30 days ago to 180 days ahead as a calendar file.
         *
         *     Patients are shown by their initials.
         */
        get: operations["calendar_feed_v1_calendars__token__ics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cities, with the number of doctors in each */
        get: operations["cities_v1_cities_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List clinics
         * @description List clinics. Doctors' own practices are left out; each is shown in the doctor's profile.
         */
        get: operations["clinics_v1_clinics_get"];
        put?: never;
        /** Add a clinic */
        post: operations["create_v1_clinics_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a clinic */
        get: operations["clinic_v1_clinics__clinic_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a clinic
         * @description Change a clinic. For a doctor's own practice only location, phone and languages can be changed; the other fields come from the doctor.
         */
        patch: operations["change_v1_clinics__clinic_id__patch"];
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the appointments at a clinic on one day */
        get: operations["agenda_v1_clinics__clinic_id__agenda_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a clinic, so that no more visits in person can be booked there
         * @description Close a clinic. Weekly hours at the clinic stay; until the clinic opens again, these hours offer online slots only, or none.
         */
        post: operations["close_v1_clinics__clinic_id__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts that work at a clinic's front desk */
        get: operations["desk_v1_clinics__clinic_id__desk_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/desk/{desk_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add an account with the role `desk` to a clinic's front desk */
        put: operations["add_desk_v1_clinics__clinic_id__desk__desk_id__put"];
        post?: never;
        /** Remove an account from a clinic's front desk */
        delete: operations["remove_desk_v1_clinics__clinic_id__desk__desk_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/displays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the displays that show a clinic's queue */
        get: operations["list_displays_v1_clinics__clinic_id__displays_get"];
        put?: never;
        /**
         * Create the token with which a display shows a clinic's queue
         * @description Make a token for a display, a screen in the clinic. The token is shown once.
         *
         *     It gives access to the clinic's queue of today: the names of the clinic and its doctors, the numbers, their states and
         *     rooms, but nothing about patients.
         */
        post: operations["make_display_v1_clinics__clinic_id__displays_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/displays/{display_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke the token of a display; the display then gets `not-found` */
        delete: operations["revoke_display_v1_clinics__clinic_id__displays__display_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the doctors who work at a clinic */
        get: operations["doctors_v1_clinics__clinic_id__doctors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/doctors/{doctor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a doctor to a clinic, so that the doctor can have weekly hours there */
        put: operations["add_doctor_v1_clinics__clinic_id__doctors__doctor_id__put"];
        post?: never;
        /** Remove from a clinic a doctor who has no hours or future appointments there */
        delete: operations["remove_doctor_v1_clinics__clinic_id__doctors__doctor_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the holidays of a clinic and their history */
        get: operations["get_holidays_v1_clinics__clinic_id__holidays_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/holidays/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a holiday: no slots in person on that day; booked appointments stay
         * @description Add a holiday of a clinic. If the day is a holiday already, the new name replaces the old one. The response says how many visits are booked on each holiday.
         */
        put: operations["put_holiday_v1_clinics__clinic_id__holidays__day__put"];
        post?: never;
        /** Remove a holiday, so that its slots are offered again */
        delete: operations["delete_holiday_v1_clinics__clinic_id__holidays__day__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed clinic again */
        post: operations["open_again_v1_clinics__clinic_id__open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a clinic's patients by name, telephone number or booking reference
         * @description Search the patients whom the clinic's desk has registered and those with an appointment at the clinic.
         *
         *     A search by name leaves out appointments that are older than the setting `desk_patient_days`.
         */
        get: operations["find_v1_clinics__clinic_id__patients_get"];
        put?: never;
        /**
         * Register a patient at a clinic, without an account to sign in
         * @description Register a patient. If patients of the clinic have the same telephone number, the request is refused, and the error contains these patients. To register somebody else with this number, send `another_person`.
         */
        post: operations["register_v1_clinics__clinic_id__patients_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the payments at a clinic on one day, with a total for each method */
        get: operations["payments_v1_clinics__clinic_id__payments_get"];
        put?: never;
        /**
         * Record a payment that was made at a clinic
         * @description Receipt numbers begin at 1 for each clinic and year, and have no gaps. A repeated request with the same Idempotency-Key records the payment once.
         */
        post: operations["record_v1_clinics__clinic_id__payments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the queue numbers of a clinic on one day */
        get: operations["read_queue_v1_clinics__clinic_id__queue_get"];
        put?: never;
        /**
         * Give a patient the next number in a doctor's queue at a clinic
         * @description Give a patient the next number in a doctor's queue. Numbers begin at 1 for each doctor, clinic and local day, and have no gaps. A repeated request with the same Idempotency-Key returns the same number.
         */
        post: operations["take_number_v1_clinics__clinic_id__queue_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/queue/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the state of a queue number, for example to called
         * @description Change a number's state: called, in the room, done, left, or back to waiting.
         */
        patch: operations["change_ticket_v1_clinics__clinic_id__queue__ticket_id__patch"];
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/receipts/{year}/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the payment of a receipt
         * @description Read one payment by its receipt number.
         */
        get: operations["receipt_v1_clinics__clinic_id__receipts__year___number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/receipts/{year}/{number}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse a payment that was made at a clinic
         * @description The receipt stays. A counter-entry with the negative amount and a number of its own reverses the payment.
         */
        post: operations["take_back_v1_clinics__clinic_id__receipts__year___number__take_back_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the available slots of a clinic's doctors on one day
         * @description Read the available slots in person. Today's first slot of a doctor is the next one for a walk-in patient.
         */
        get: operations["free_times_v1_clinics__clinic_id__times_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clinics/{clinic_id}/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the appointments at a clinic that have not begun */
        get: operations["upcoming_v1_clinics__clinic_id__upcoming_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consent-notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the consent notice, to which patients agree before their first booking
         * @description Read the notice that a patient agrees to before the first booking. A changed text is a new version.
         */
        get: operations["consent_notice_v1_consent_notice_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/display": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the queue that a display in a clinic shows
         * @description Read today's queue by a display's token. After the token was revoked, its creator lost access, or the clinic was closed, the answer is `not-found`.
         */
        get: operations["display_v1_display_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find doctors */
        get: operations["find_v1_doctors_get"];
        put?: never;
        /** Add a doctor, whom patients cannot find before approval */
        post: operations["create_v1_doctors_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a doctor's profile */
        get: operations["profile_v1_doctors__doctor_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a doctor's profile, settings or consultation types
         * @description Administrators can change every field. Doctors can change these fields of their own profile: `address`, `bio`, `buffer_minutes`, `change_notice_minutes`, `code_policy`, `consultation_types`, `follow_up_days`, `horizon_days`, `languages`, `meeting_url`, `notice_minutes`, `qualifications`, `slot_step_minutes`. `consultation_types` replaces the whole list: a type with its `id` is changed, and a type that is left out can no longer be booked.
         */
        patch: operations["change_v1_doctors__doctor_id__patch"];
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/admission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the caller's place in a doctor's admission queue
         * @description Read the caller's place: its position, or until when the caller can hold a slot.
         *
         *     A waiting place is lost if its state is not read for `AMRUTAM_ADMISSION_PRESENCE_SECONDS`, here
         *     or over a WebSocket.
         */
        get: operations["read_place_v1_doctors__doctor_id__admission_get"];
        put?: never;
        /**
         * Join a doctor's admission queue
         * @description Take a place in the doctor's admission queue.
         *
         *     An account has one place, which each request returns. Without sign-in, send the place of an
         *     earlier answer in AMRUTAM-Place to get the same place again; a network address can have
         *     `AMRUTAM_ADMISSION_PLACES_PER_ADDRESS` such places.
         */
        post: operations["take_place_v1_doctors__doctor_id__admission_post"];
        /**
         * Leave a doctor's admission queue
         * @description Give up the caller's place. Repeating the request changes nothing.
         */
        delete: operations["give_up_v1_doctors__doctor_id__admission_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a doctor's appointments and hours on one day
         * @description Returns the appointments, the hours, the leave and the lateness of the doctor on one local day.
         */
        get: operations["get_agenda_v1_doctors__doctor_id__agenda_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a doctor, so that patients can find and book the doctor */
        post: operations["approve_v1_doctors__doctor_id__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/calendar-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the secret link to a doctor's calendar
         * @description Read the URL from which other programs read the doctor's calendar; null if there is no link.
         */
        get: operations["calendar_link_v1_doctors__doctor_id__calendar_link_get"];
        put?: never;
        /**
         * Create a new secret link to a doctor's calendar
         * @description Make a new calendar link. The earlier link stops working.
         */
        post: operations["rotate_calendar_link_v1_doctors__doctor_id__calendar_link_post"];
        /**
         * Delete the secret link to a doctor's calendar
         * @description End the calendar link. Programs that use the link can no longer read the calendar.
         */
        delete: operations["end_calendar_link_v1_doctors__doctor_id__calendar_link_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a doctor's present and future leave and extra hours
         * @description Returns the leave and the extra hours that have not ended.
         */
        get: operations["get_exceptions_v1_doctors__doctor_id__exceptions_get"];
        put?: never;
        /**
         * Add leave or extra hours to a doctor's calendar
         * @description Add leave or extra hours. The response has the added period, the new version of the schedule and the affected appointments; if `affected` is `cancel`, with their status after the cancellations.
         */
        post: operations["post_exception_v1_doctors__doctor_id__exceptions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/exceptions/{exception_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a leave or extra hours from a doctor's calendar
         * @description Returns the new version of the schedule, and the appointments that are affected because the period is deleted.
         */
        delete: operations["delete_exception_v1_doctors__doctor_id__exceptions__exception_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/exceptions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview which appointments a leave or extra hours would affect
         * @description Returns the appointments that the leave or the extra hours would affect. Changes nothing.
         */
        post: operations["preview_exception_v1_doctors__doctor_id__exceptions_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a leaving doctor's patients to change to another doctor
         * @description Ask the patient of each booked visit of the doctor, by mail, to see the other doctor instead.
         *
         *     The mail proposes the same time if the other doctor is available at that time, otherwise the mail
         *     asks the patient to choose a slot. A job sends the mails after the answer. If the
         *     request is repeated, patients who have neither declined nor an open proposal are asked again;
         *     with another `to_doctor_id` all patients are asked again.
         */
        post: operations["post_handover_v1_doctors__doctor_id__handover_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/lateness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how many minutes late a doctor is running today
         * @description Read how many minutes late a doctor is today.
         *
         *     For the doctor, the desks of the doctor's clinics and administrators.
         */
        get: operations["get_lateness_v1_doctors__doctor_id__lateness_get"];
        /**
         * Tell waiting patients how many minutes late a doctor is running today
         * @description Tell waiting patients that the doctor is running late today; 0 minutes ends the lateness.
         *
         *     For the doctor, the desks of the doctor's clinics and administrators. The lateness ends with the
         *     doctor's local day, and moves no appointment.
         */
        put: operations["put_lateness_v1_doctors__doctor_id__lateness_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or replace a doctor's photo
         * @description Replace a doctor's photo by a JPEG, PNG or WebP. The photo is cropped to a square and re-encoded without metadata.
         */
        put: operations["put_photo_v1_doctors__doctor_id__photo_put"];
        post?: never;
        /**
         * Delete a doctor's photo
         * @description Delete a doctor's photo. Initials are shown in its place.
         */
        delete: operations["delete_photo_v1_doctors__doctor_id__photo_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/photo/{photo}.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a doctor's photo
         * @description Read a doctor's photo. Its URL is `photo_url` in the doctor's profile.
         */
        get: operations["get_photo_v1_doctors__doctor_id__photo__photo__webp_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/rush": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether a doctor has an admission queue
         * @description Read whether the doctor's admission queue is on, and how long the queue is, as the doctor or an administrator.
         */
        get: operations["read_rush_v1_doctors__doctor_id__rush_get"];
        /**
         * Turn a doctor's admission queue on or off
         * @description Turn the doctor's admission queue on or off, as the doctor or an administrator.
         *
         *     A queue that was turned on ends after some hours (`AMRUTAM_RUSH_HOURS`). Turning the queue off
         *     deletes its places.
         */
        put: operations["set_rush_v1_doctors__doctor_id__rush_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a doctor's weekly hours and booking limits
         * @description Returns the weekly hours, the booking limits and the version of the schedule; the ETag header has the version too.
         */
        get: operations["get_schedule_v1_doctors__doctor_id__schedule_get"];
        /**
         * Replace a doctor's weekly hours
         * @description Replaces the weekly hours, and those booking limits that the request contains.
         *
         *     Returns the new schedule, and the appointments that the schedule does not cover, which stay booked.
         */
        put: operations["put_schedule_v1_doctors__doctor_id__schedule_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/schedule/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the slots that new weekly hours would offer
         * @description Returns the slots of 14 days, beginning with today, and the appointments that the new hours would not cover.
         *
         *     Changes nothing.
         */
        post: operations["preview_schedule_v1_doctors__doctor_id__schedule_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the slots that a doctor offers and whether each is available */
        get: operations["slots_v1_doctors__doctor_id__slots_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a doctor, so that nobody can book the doctor any more
         * @description Suspend the doctor. With `affected` = `cancel`, a job cancels the booked visits after the answer, and their patients get a mail that offers them other doctors' slots.
         */
        post: operations["suspend_v1_doctors__doctor_id__suspend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctors/{doctor_id}/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the booked appointments of a doctor that have not begun */
        get: operations["upcoming_v1_doctors__doctor_id__upcoming_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a slot for a patient, by default for five minutes
         * @description Hold a slot, by default for five minutes; `expires_at` is the end. While the hold lasts, a repeated request of the same account returns the same hold.
         */
        post: operations["hold_v1_holds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{hold_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a hold
         * @description Read a hold: its slot, and when the hold ends.
         */
        get: operations["read_hold_v1_holds__hold_id__get"];
        put?: never;
        post?: never;
        /**
         * Release a hold, so that others can hold its slot
         * @description Release a hold, so that others can hold its slot. Repeating the request changes nothing.
         */
        delete: operations["release_hold_v1_holds__hold_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{hold_id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the one-time code that confirms a booking
         * @description Send a one-time code that confirms only this hold. An earlier code of the hold becomes invalid.
         */
        post: operations["send_code_v1_holds__hold_id__code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{hold_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extend a hold, by default by two minutes
         * @description Extend a hold, by default by two minutes.
         *
         *     By default an extension is possible ten times, each in the last two minutes of the hold (WCAG 2.2.1). `extensions_left` says how
         *     many are left.
         */
        post: operations["extend_hold_v1_holds__hold_id__extend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the caller's own account
         * @description Read the caller's account: role, name, addresses, language and time zone.
         */
        get: operations["own_account_v1_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the caller's name, language or time zone
         * @description Change the caller's name, language or time zone. Fields that are left out stay as they are.
         */
        patch: operations["change_own_account_v1_me_patch"];
        trace?: never;
    };
    "/v1/me/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clinics at whose front desk the caller works
         * @description List the clinics at whose desk the caller works. The list is empty for accounts without the role `desk`.
         */
        get: operations["own_clinics_v1_me_clinics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the caller's account for good
         * @description Close the account for good.
         *
         *     Booked visits are cancelled, names and addresses are erased, and every session ends.
         */
        post: operations["close_v1_me_close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a one-time code to the caller's own address
         * @description Send a one-time code to the account's own address.
         *
         *     The code proves who the caller is, for POST /v1/auth/step-up or for POST /v1/me/close.
         */
        post: operations["send_own_code_v1_me_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of the consent notice that the caller agreed to
         * @description List the versions of the notice that the caller agreed to, the latest agreement first.
         *
         *     Withdrawn consents are listed too.
         */
        get: operations["own_consents_v1_me_consents_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/consents/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Agree to the present version of the consent notice
         * @description Agree to the present version of the notice; 404 for any other version. Repeating the request changes nothing.
         */
        put: operations["give_consent_v1_me_consents__version__put"];
        post?: never;
        /**
         * Withdraw consent to a version of the consent notice
         * @description Withdraw consent to a version. The record of consent and withdrawal stays.
         *
         *     Repeating the request changes nothing. 404 for an old version to which the caller never agreed.
         */
        delete: operations["withdraw_consent_v1_me_consents__version__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Finish the change of the account's e-mail address
         * @description Change the account's e-mail address.
         *
         *     The body contains the code that was sent to the new address and, for patients, the code that was
         *     sent to the present address. The account's other sessions end, and a message is sent to the old
         *     address.
         */
        put: operations["finish_email_change_v1_me_email_put"];
        /**
         * Begin to change the account's e-mail address: send the codes
         * @description Send a code to a new e-mail address, and another code to the present address.
         *
         *     Staff get no code at the present address; they must have proved their identity recently instead.
         *     The answer does not tell whether another account has the new address.
         */
        post: operations["begin_email_change_v1_me_email_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the data of the caller's account in one file
         * @description Download the caller's data in one file. The file has the account and its changes, patients, consents, sessions, queue numbers, payments, and appointments with their history. The history has the reasons that the caller wrote.
         */
        get: operations["export_v1_me_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Finish the set-up of a new authenticator app with one of its codes
         * @description Confirm the new authenticator with one of its codes.
         *
         *     The new authenticator replaces the old one, and the response contains new recovery codes.
         */
        put: operations["finish_factor_v1_me_factor_put"];
        /**
         * Begin to set up a new authenticator app
         * @description Begin to set up a new authenticator.
         *
         *     The old authenticator stays until PUT /v1/me/factor confirms a code of the new one.
         */
        post: operations["begin_factor_v1_me_factor_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the options with which a browser creates a passkey
         * @description Read the options of `navigator.credentials.create`.
         *
         *     The options can be used once, in this session, by default within five minutes.
         */
        post: operations["begin_passkey_v1_me_passkey_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's passkeys
         * @description List the caller's passkeys, oldest first.
         */
        get: operations["own_passkeys_v1_me_passkeys_get"];
        put?: never;
        /**
         * Add a passkey that a browser created to the caller's account
         * @description Add a passkey that the browser created and that verified its user.
         *
         *     The caller can then sign in with the passkey.
         */
        post: operations["add_passkey_v1_me_passkeys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey of the caller
         * @description Remove one of the caller's passkeys; 404 for any other passkey.
         *
         *     Sessions that were opened with the passkey stay.
         */
        delete: operations["remove_passkey_v1_me_passkeys__passkey_id__delete"];
        options?: never;
        head?: never;
        /**
         * Rename a passkey of the caller
         * @description Rename one of the caller's passkeys; 404 for any other passkey.
         */
        patch: operations["rename_passkey_v1_me_passkeys__passkey_id__patch"];
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the caller's password
         * @description Change the caller's password. All other sessions of the account end.
         */
        put: operations["change_password_v1_me_password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the patients of the caller's account
         * @description List the patients of the caller's account: its owner first, then family members, the longest registered first.
         */
        get: operations["own_patients_v1_me_patients_get"];
        put?: never;
        /**
         * Add a family member to the caller's account
         * @description Add a family member as a patient of the caller's account.
         */
        post: operations["add_patient_v1_me_patients_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/patients/{patient_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a family member from the caller's account
         * @description Remove a family member. Past visits stay without the name. A booked visit must be cancelled first.
         */
        delete: operations["remove_patient_v1_me_patients__patient_id__delete"];
        options?: never;
        head?: never;
        /**
         * Correct the details of a patient of the caller's account
         * @description Correct the details of a patient of the caller's account. Fields that are left out stay as they are.
         */
        patch: operations["change_patient_v1_me_patients__patient_id__patch"];
        trace?: never;
    };
    "/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the caller's recovery codes with new ones
         * @description Make ten new recovery codes, which are shown only in this answer. Earlier codes stop working.
         */
        post: operations["recovery_codes_v1_me_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's sessions
         * @description List the caller's live sessions, most recently used first, at most 100.
         */
        get: operations["own_sessions_v1_me_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of the caller's sessions
         * @description End one of the caller's sessions; 404 for any other, and for one that was ended before.
         *
         *     The session's tokens or cookie are refused within seconds.
         */
        delete: operations["end_own_session_v1_me_sessions__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all doctors, including those who are not approved
         * @description List all doctors by name, whatever their state.
         */
        get: operations["doctors_v1_operations_doctors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/doctors/{doctor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a doctor's state, account and history, as an administrator
         * @description Read a doctor's state, account and history of changes by administrators.
         */
        get: operations["doctor_v1_operations_doctors__doctor_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/doctors/{doctor_id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an account for a doctor and mail an invitation
         * @description Create an account for a doctor, which replaces an earlier one, and mail the link that sets its password.
         */
        post: operations["invite_v1_operations_doctors__doctor_id__account_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the figures about visits, doctors and available slots
         * @description Read visits by day, how much of each doctor's time is booked, and the next available slots.
         */
        get: operations["overview_v1_operations_overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/overview/{table}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download one table of the figures as CSV
         * @description Read one table of the figures as CSV.
         *
         *     A text that a spreadsheet program could run as a formula has an apostrophe before it.
         */
        get: operations["overview_csv_v1_operations_overview__table__csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/record-reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List which patients' records administrators and front desks have read
         * @description List which patients' records administrators and the front desk have read, newest first.
         */
        get: operations["record_reads_v1_operations_record_reads_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/setting-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of settings
         * @description List who changed which setting, newest first.
         */
        get: operations["list_changes_v1_operations_setting_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings that administrators can change
         * @description Read the limits and periods that administrators can change, with their defaults and ranges.
         */
        get: operations["read_settings_v1_operations_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/settings/{setting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a setting, in all processes within seconds */
        put: operations["change_setting_v1_operations_settings__setting__put"];
        post?: never;
        /** Give a setting its default value again */
        delete: operations["reset_setting_v1_operations_settings__setting__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the platform's live figures
         * @description Read the platform's live figures, such as bookings, holds, due jobs and errors.
         */
        get: operations["tiles_v1_operations_tiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/realtime/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a ticket that signs a WebSocket in
         * @description Issue a ticket that signs one socket in, at `WS /v1/realtime` or `WS /graphql`.
         *
         *     The ticket is valid, by default for thirty seconds, until it is used.
         */
        post: operations["issue_ticket_v1_realtime_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/specializations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the specializations, with the number of doctors in each */
        get: operations["specializations_v1_specializations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts of staff
         * @description List the accounts of doctors, administrators and desk staff, newest first.
         */
        get: operations["staff_v1_staff_get"];
        put?: never;
        /**
         * Create an account for a member of staff and mail an invitation
         * @description Create an account for a doctor, an administrator or desk staff.
         *
         *     The person sets a password with a link in a mail.
         */
        post: operations["invite_v1_staff_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the role of a staff account, or disable or enable it
         * @description Change the role of a staff account, disable or enable the account, or both at once.
         *
         *     A new role and disabling end the account's sessions. Administrators cannot change themselves.
         */
        patch: operations["change_staff_v1_staff__account_id__patch"];
        trace?: never;
    };
    "/v1/staff/{account_id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete the password, passkeys and other sign-in secrets of a staff account
         * @description Reset a staff account, and mail its owner a link to set a new password.
         *
         *     The account's password, passkeys, authenticator and recovery codes are deleted, and its sessions
         *     end.
         */
        post: operations["reset_staff_v1_staff__account_id__reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{account_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sessions of a member of staff
         * @description List the live sessions of a member of staff, most recently used first, at most 100.
         */
        get: operations["staff_sessions_v1_staff__account_id__sessions_get"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a member of staff
         * @description End every session of a member of staff, for example after a phone was lost.
         *
         *     Tokens and cookies of these sessions are refused within seconds; the password stays.
         */
        delete: operations["end_staff_sessions_v1_staff__account_id__sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AccountChange */
        AccountChange: {
            /** Locale */
            locale?: ("en" | "hi") | null;
            /** Name */
            name?: string | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** AccountView */
        AccountView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Doctor Id
             * @description The id of the doctor whose account this is; null for other accounts
             */
            doctor_id: string | null;
            /** Email */
            email: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Locale
             * @enum {string}
             */
            locale: "en" | "hi";
            /**
             * Name
             * @description The owner's name; empty until the owner gives it
             */
            name: string;
            /**
             * Patient Id
             * Format: uuid
             * @description The id of the account's owner as a patient
             */
            patient_id: string;
            /** Phone */
            phone: string | null;
            /**
             * Role
             * @enum {string}
             */
            role: "patient" | "doctor" | "admin" | "desk";
            /** Time Zone */
            time_zone: string;
            /** @description The address for codes and messages; null unless this session has verified the address */
            verified_contact: components["schemas"]["ContactView"] | null;
        };
        /**
         * AffectedAppointment
         * @description An appointment outside the changed hours. The appointment stays booked unless the request asks to cancel it.
         */
        AffectedAppointment: {
            /** Clinic Id */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            /** Patient Name */
            patient_name: string;
            /** Reference */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "cancelled" | "completed" | "no_show";
        };
        /** AgendaAnswer */
        AgendaAnswer: {
            /** Appointments */
            appointments: components["schemas"]["AgendaAppointment"][];
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Hours
             * @description Weekly and extra hours that begin on the day, including hours that leave covers
             */
            hours: components["schemas"]["HoursOfDay"][];
            /**
             * Late Minutes
             * @description How many minutes late the doctor is on that day; 0 means on time
             */
            late_minutes: number;
            /**
             * Leave
             * @description Leave that overlaps the day
             */
            leave: components["schemas"]["LeavePeriod"][];
            /** Time Zone */
            time_zone: string;
        };
        /** AgendaAppointment */
        AgendaAppointment: {
            /**
             * Attendance
             * @enum {string}
             */
            attendance: "expected" | "arrived" | "in_room";
            /**
             * Attendance From
             * Format: date-time
             * @description From when the patient can be recorded as arrived
             */
            attendance_from: string;
            /** Clinic Id */
            clinic_id: string | null;
            /**
             * Consultation Kind
             * @enum {string}
             */
            consultation_kind: "first_visit" | "follow_up" | "therapy";
            /** Consultation Type */
            consultation_type: string;
            /**
             * Consultation Type Id
             * Format: uuid
             */
            consultation_type_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Join From
             * @description For an online visit: when its link can first be used
             */
            join_from: string | null;
            /**
             * Join Url
             * @description The link of an online visit; null before `join_from`, by default from an hour after the end, unless the visit is booked, and if neither the doctor nor the platform has a link
             */
            join_url: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            /**
             * Override Reason
             * @description Why the desk booked a time that the doctor does not offer; null for an offered time
             */
            override_reason: string | null;
            patient: components["schemas"]["AgendaPatient"];
            /**
             * Proposed Starts At
             * @description A proposed new time that the patient has not answered yet
             */
            proposed_starts_at: string | null;
            /**
             * Reason
             * @description The patient's reason for the visit, in the patient's own words
             */
            reason: string | null;
            /** Reference */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "cancelled" | "completed" | "no_show";
            /**
             * Undo Until
             * @description Until when the newest record can be undone: that the patient has arrived or is in the room, or that the visit took place or was missed; null without such a record
             */
            undo_until: string | null;
            /** Version */
            version: number;
        };
        /** AgendaPatient */
        AgendaPatient: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * Alive
         * @description Whether this process answers requests.
         *
         *     `stopping`: the process still answers, but a load balancer must send it no new requests.
         */
        Alive: {
            /**
             * Status
             * @default ok
             * @enum {string}
             */
            status: "ok" | "stopping";
        };
        /** PatientView */
        amrutam__accounts__schemas__PatientView: {
            /** Birth Date */
            birth_date: string | null;
            /** Gender */
            gender: ("female" | "male" | "other") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Relation
             * @enum {string}
             */
            relation: "self" | "spouse" | "child" | "parent" | "other";
        };
        /** PatientView */
        amrutam__booking__schemas__PatientView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** AppointmentPage */
        AppointmentPage: {
            /** Items */
            items: components["schemas"]["AppointmentView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** AppointmentView */
        AppointmentView: {
            /**
             * Attendance
             * @description Whether the patient of a booked visit is `expected`, has `arrived`, or is `in_room` with the doctor
             * @enum {string}
             */
            attendance: "expected" | "arrived" | "in_room";
            /**
             * Changes Until
             * Format: date-time
             * @description The last time at which the patient can move or cancel the appointment
             */
            changes_until: string;
            consultation_type: components["schemas"]["TypeView"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            doctor: components["schemas"]["DoctorView"];
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            fee: components["schemas"]["MoneyView"];
            /** @description The doctor whom the patient is asked to see instead; null if the patient was not asked or has declined. If `proposal` is null, the patient chooses a slot of that doctor and holds the slot with this appointment's id as `reschedules` (POST /v1/holds) */
            handover: components["schemas"]["HandoverView"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Late Minutes
             * @description How many minutes late the doctor is on the day of the visit; null means on time
             */
            late_minutes: number | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            patient: components["schemas"]["amrutam__booking__schemas__PatientView"];
            /** Place */
            place: components["schemas"]["ClinicView"] | components["schemas"]["CallView"];
            /** @description The proposed new time; null if none is proposed */
            proposal: components["schemas"]["ProposalView"] | null;
            /** Reason */
            reason: string | null;
            /**
             * Reference
             * @description The booking reference, which people read out on the telephone
             * @example AMR-7K2QM-X94TB
             */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "cancelled" | "completed" | "no_show";
            /**
             * Time Zone
             * @example Asia/Kolkata
             */
            time_zone: string;
            /** Version */
            version: number;
        };
        /** AttendanceRequest */
        AttendanceRequest: {
            /**
             * Attendance
             * @enum {string}
             */
            attendance: "expected" | "arrived" | "in_room";
        };
        /**
         * AttendanceView
         * @description The attendance that the caller recorded, without the data of the patient and the visit.
         */
        AttendanceView: {
            /**
             * Attendance
             * @enum {string}
             */
            attendance: "expected" | "arrived" | "in_room";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "cancelled" | "completed" | "no_show";
            /** Version */
            version: number;
        };
        /**
         * AvailabilityAnswer
         * @description Slots of each doctor, in the order of the request. `missing` lists unknown and unapproved doctors.
         */
        AvailabilityAnswer: {
            /** Items */
            items: components["schemas"]["SlotsAnswer"][];
            /** Missing */
            missing: string[];
        };
        /** AvailabilityQuestion */
        AvailabilityQuestion: {
            /**
             * Clinics
             * @description Return slots in person only if they are at one of these clinics; slots online are not limited. Only together with `limit`, otherwise the request is refused
             */
            clinics?: string[] | null;
            /** Doctor Ids */
            doctor_ids: string[];
            /**
             * From
             * @description First day, in each doctor's time zone; by default today
             */
            from?: string | null;
            /**
             * Limit
             * @description At most this many open slots for each doctor, the earliest first. Days without one of these slots are left out
             */
            limit?: number | null;
            /**
             * Mode
             * @description Return only slots in this mode; only together with `limit`, otherwise the request is refused
             */
            mode?: ("online" | "in_person") | null;
            /**
             * To
             * @description Last day, in each doctor's time zone; by default six days after `from`
             */
            to?: string | null;
        };
        /** BookRequest */
        BookRequest: {
            /** Code */
            code?: string | null;
            /**
             * Hold Id
             * @description The opaque id of the hold
             */
            hold_id: string;
            /** Override Reason */
            override_reason?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /** Break */
        Break: {
            /**
             * Ends
             * @example 17:00
             */
            ends: string;
            /**
             * Starts
             * @example 09:00
             */
            starts: string;
        };
        /** CalendarChanged */
        CalendarChanged: {
            /**
             * Affected Appointments
             * @description The first 500 appointments that the change affects
             */
            affected_appointments: components["schemas"]["AffectedAppointment"][];
            /** Version */
            version: number;
        };
        /** CalendarLinkView */
        CalendarLinkView: {
            /**
             * Url
             * @description The secret URL: anybody who has it can read the calendar; null if there is no link
             */
            url: string | null;
        };
        /**
         * CallView
         * @description The video call of an online visit.
         */
        CallView: {
            /**
             * Join From
             * Format: date-time
             * @description When the link can first be used: by default ten minutes before the start
             */
            join_from: string;
            /**
             * Join Url
             * @description The link to the video call; null before `join_from`, by default from an hour after the end, unless the visit is booked, and if neither the doctor nor the platform has a link
             */
            join_url: string | null;
        };
        /** CancelRequest */
        CancelRequest: {
            /** Reason */
            reason?: string | null;
        };
        /** CardClinic */
        CardClinic: {
            /** City */
            city: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            location: components["schemas"]["LocationAnswer"] | null;
            /** Name */
            name: string;
        };
        /** ChallengeView */
        ChallengeView: {
            /**
             * Challenge Id
             * Format: uuid
             */
            challenge_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Resend At
             * Format: date-time
             * @description When another code can be requested
             */
            resend_at: string;
        };
        /** Cities */
        Cities: {
            /** Items */
            items: components["schemas"]["CityFacet"][];
        };
        /** CityFacet */
        CityFacet: {
            /** Count */
            count: number;
            /** Name */
            name: string;
            /** Name Hi */
            name_hi: string;
            /** Slug */
            slug: string;
            /** State */
            state: string;
        };
        /**
         * ClinicAgenda
         * @description Visits in person at a clinic on one of its local days, ordered by start.
         */
        ClinicAgenda: {
            /** Appointments */
            appointments: components["schemas"]["ClinicAppointment"][];
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Holiday
             * @description Name of the holiday, on which the clinic offers no slots in person; null on other days
             */
            holiday: string | null;
            /** Time Zone */
            time_zone: string;
        };
        /** ClinicAnswer */
        ClinicAnswer: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /** City Slug */
            city_slug: string;
            /**
             * Closed At
             * @description When the clinic closed; null while it is open. A closed clinic offers no slots in person
             */
            closed_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Is Practice
             * @description True for a doctor's own practice, which has the doctor's id
             */
            is_practice: boolean;
            /** Languages */
            languages: string[];
            location: components["schemas"]["LocationAnswer"] | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
            /** Time Zone */
            time_zone: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** ClinicAppointment */
        ClinicAppointment: {
            /**
             * Attendance
             * @description Whether the patient of a booked visit is `expected`, has `arrived`, or is `in_room` with the doctor
             * @enum {string}
             */
            attendance: "expected" | "arrived" | "in_room";
            /**
             * Consultation Kind
             * @enum {string}
             */
            consultation_kind: "first_visit" | "follow_up" | "therapy";
            /** Consultation Type */
            consultation_type: string;
            doctor: components["schemas"]["PersonAtClinic"];
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            fee: components["schemas"]["MoneyAnswer"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Override Reason
             * @description Why the desk booked a time that the doctor does not offer; null for an offered time
             */
            override_reason: string | null;
            /**
             * Paid
             * @description Amount paid at the clinic minus reversed payments, in minor units of the fee's currency
             */
            paid: number;
            patient: components["schemas"]["PersonAtClinic"];
            /** Reference */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "cancelled" | "completed" | "no_show";
            /** Version */
            version: number;
        };
        /** ClinicChange */
        ClinicChange: {
            /** Address */
            address?: string;
            /**
             * City
             * @description The city's name, or its slug from GET /v1/cities
             */
            city?: string;
            /**
             * Languages
             * @description Languages spoken at the desk; null removes all
             */
            languages?: string[] | null;
            /** @description Place on the map; null removes it */
            location?: components["schemas"]["LocationBody"] | null;
            /** Name */
            name?: string;
            /**
             * Phone
             * @description Telephone number; null removes it
             */
            phone?: string | null;
            /**
             * Time Zone
             * @example Asia/Kolkata
             */
            time_zone?: string;
        };
        /** ClinicDoctor */
        ClinicDoctor: {
            /** Approved */
            approved: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Specialization */
            specialization: string;
        };
        /** ClinicDoctors */
        ClinicDoctors: {
            /** Items */
            items: components["schemas"]["ClinicDoctor"][];
        };
        /** ClinicPage */
        ClinicPage: {
            /** Items */
            items: components["schemas"]["ClinicAnswer"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** ClinicPatient */
        ClinicPatient: {
            /** Birth Date */
            birth_date: string | null;
            /** Gender */
            gender: ("female" | "male" | "other") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Phone
             * @description Telephone number that the desk registered, or else the number of the patient's account
             */
            phone: string | null;
        };
        /** ClinicPatients */
        ClinicPatients: {
            /** Items */
            items: components["schemas"]["ClinicPatient"][];
        };
        /**
         * ClinicTimes
         * @description Available slots in person at a clinic on one of its local days. The doctors' minimum notice does not apply here, because it applies only when patients book.
         */
        ClinicTimes: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Doctors */
            doctors: components["schemas"]["DoctorsTimes"][];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * ClinicView
         * @description The clinic of a visit in person.
         */
        ClinicView: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /**
             * Closed
             * @description True while the clinic is closed and offers no slots
             */
            closed: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            location: components["schemas"]["LocationAnswer"] | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /**
         * ClosingProof
         * @description The code that POST /v1/me/codes sent for the purpose `closing`.
         */
        ClosingProof: {
            /**
             * Challenge Id
             * Format: uuid
             */
            challenge_id: string;
            /**
             * Code
             * @example 123456
             */
            code: string;
        };
        /** CodeRequest */
        CodeRequest: {
            /**
             * Address
             * @example asha@example.org
             */
            address: string;
            /**
             * Channel
             * @enum {string}
             */
            channel: "email" | "sms";
            /**
             * Time Zone
             * @description Time zone of a new account, used for times in its messages; an unknown zone is ignored
             */
            time_zone?: string | null;
        };
        /** CodeSentView */
        CodeSentView: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Resend At
             * Format: date-time
             */
            resend_at: string;
        };
        /** CodeSignIn */
        CodeSignIn: {
            /**
             * Challenge Id
             * Format: uuid
             */
            challenge_id: string;
            /**
             * Code
             * @example 123456
             */
            code: string;
        };
        /** ConsentList */
        ConsentList: {
            /** Items */
            items: components["schemas"]["ConsentView"][];
        };
        /** ConsentView */
        ConsentView: {
            /**
             * Given At
             * Format: date-time
             */
            given_at: string;
            /** Version */
            version: string;
            /**
             * Withdrawn At
             * @description When the consent was withdrawn; null while it is in force
             */
            withdrawn_at: string | null;
        };
        /** ContactView */
        ContactView: {
            /**
             * Channel
             * @enum {string}
             */
            channel: "email" | "sms";
            /**
             * Masked
             * @example a***@example.org
             */
            masked: string;
        };
        /** CsrfView */
        CsrfView: {
            /** Csrf Token */
            csrf_token: string;
        };
        /** DayAnswer */
        DayAnswer: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Slots */
            slots: components["schemas"]["SlotAnswer"][];
        };
        /** DayFigures */
        DayFigures: {
            /**
             * Booked
             * @description Appointments with status `booked`: not completed, missed or cancelled
             */
            booked: number;
            /** Cancelled */
            cancelled: number;
            /** Completed */
            completed: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Missed */
            missed: number;
        };
        /**
         * DeliveryView
         * @description Numbers of one-time codes in the last hour.
         *
         *     `failed`: the mail server refused the message, or the code expired before it could be sent.
         */
        DeliveryView: {
            /** Failed */
            failed: number;
            /** Sent */
            sent: number;
        };
        /** Desk */
        Desk: {
            /** Items */
            items: components["schemas"]["DeskAccount"][];
        };
        /** DeskAccount */
        DeskAccount: {
            /** Disabled */
            disabled: boolean;
            /** Email */
            email: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** Directory */
        Directory: {
            counts: components["schemas"]["StateCounts"];
            /** Items */
            items: components["schemas"]["DirectoryDoctor"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** DirectoryDoctor */
        DirectoryDoctor: {
            /**
             * Account
             * @enum {string}
             */
            account: "none" | "invited" | "active" | "disabled";
            /** City */
            city: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Next Available At
             * @description The next available slot; null if there is none or the doctor is not listed
             */
            next_available_at: string | null;
            /** Photo Url */
            photo_url: string | null;
            /** Registration Number */
            registration_number: string;
            /** Specialization */
            specialization: string;
            /**
             * State
             * @enum {string}
             */
            state: "draft" | "waiting" | "approved" | "suspended";
        };
        /** Display */
        Display: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * DisplayedQueue
         * @description Today's queue of a clinic as a display shows it, without patients' names.
         */
        DisplayedQueue: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Clinic */
            clinic: string;
            /** Doctors */
            doctors: components["schemas"]["ShownQueue"][];
            /** Time Zone */
            time_zone: string;
        };
        /** Displays */
        Displays: {
            /** Items */
            items: components["schemas"]["Display"][];
        };
        /** DoctorAnswer */
        DoctorAnswer: {
            /**
             * Address
             * @description Address of the doctor's own practice
             */
            address: string;
            /** Approved */
            approved: boolean;
            /** Bio */
            bio: string;
            /** Buffer Minutes */
            buffer_minutes: number;
            /** Change Notice Minutes */
            change_notice_minutes: number;
            /** City */
            city: string;
            /** City Slug */
            city_slug: string;
            /**
             * Clinics
             * @description Clinics where the doctor can work. The first is the doctor's own practice, which has the doctor's id
             */
            clinics: components["schemas"]["DoctorsClinic"][];
            /**
             * Code Policy
             * @enum {string}
             */
            code_policy: "session" | "always";
            /** Consultation Types */
            consultation_types: components["schemas"]["TypeAnswer"][];
            /** Experience Years */
            experience_years: number;
            fee: components["schemas"]["MoneyAnswer"] | null;
            /** Follow Up Days */
            follow_up_days: number;
            /**
             * Gender
             * @enum {string}
             */
            gender: "female" | "male" | "other";
            /** Horizon Days */
            horizon_days: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Languages */
            languages: string[];
            /**
             * Meeting Url
             * @description The doctor's own meeting link, shown only to the doctor and to administrators
             */
            meeting_url?: string | null;
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Name */
            name: string;
            /** Next Available At */
            next_available_at: string | null;
            /** Notice Minutes */
            notice_minutes: number;
            /** Photo Url */
            photo_url: string | null;
            /** Qualifications */
            qualifications: string;
            /** Rating */
            rating: number | null;
            /** Rating Count */
            rating_count: number;
            /** Registration Number */
            registration_number: string;
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes: number | null;
            /** Specialization */
            specialization: string;
            /** Specialization Slug */
            specialization_slug: string;
            /** Time Zone */
            time_zone: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** DoctorCard */
        DoctorCard: {
            /** City */
            city: string;
            /**
             * Clinics
             * @description Clinics where the doctor sees patients
             */
            clinics: components["schemas"]["CardClinic"][];
            /** Experience Years */
            experience_years: number;
            /** @description Fee of the default consultation type */
            fee: components["schemas"]["MoneyAnswer"];
            /**
             * Gender
             * @enum {string}
             */
            gender: "female" | "male" | "other";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Languages */
            languages: string[];
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Name */
            name: string;
            /**
             * Next Available At
             * @description The next available slot in the requested mode; null if no slot is available in the bookable days
             */
            next_available_at: string | null;
            /** Next In Person At */
            next_in_person_at: string | null;
            /** Next Online At */
            next_online_at: string | null;
            /** Photo Url */
            photo_url: string | null;
            /**
             * Rating
             * @description Average rating out of 5; null without ratings
             */
            rating: number | null;
            /** Registration Number */
            registration_number: string;
            /** Specialization */
            specialization: string;
        };
        /** DoctorChange */
        DoctorChange: {
            /**
             * Account Id
             * @description Account of the doctor; null unlinks the present one
             */
            account_id?: string | null;
            /** Address */
            address?: string;
            /** Bio */
            bio?: string;
            /**
             * Buffer Minutes
             * @description Minutes of pause after each visit
             */
            buffer_minutes?: number;
            /**
             * Change Notice Minutes
             * @description Minimum number of minutes between a patient's move or cancellation and the start of the appointment
             */
            change_notice_minutes?: number;
            /**
             * City
             * @description The city's name, or its slug from GET /v1/cities
             */
            city?: string;
            /**
             * Code Policy
             * @enum {string}
             */
            code_policy?: "session" | "always";
            /** Consultation Types */
            consultation_types?: components["schemas"]["TypeBody"][];
            /** Experience Years */
            experience_years?: number;
            /**
             * Follow Up Days
             * @description The days after the start of a visit within which a follow-up of it can begin
             */
            follow_up_days?: number;
            /**
             * Gender
             * @enum {string}
             */
            gender?: "female" | "male" | "other";
            /**
             * Horizon Days
             * @description How many days ahead patients can book
             */
            horizon_days?: number;
            /** Languages */
            languages?: string[];
            /**
             * Meeting Url
             * @description The doctor's own meeting link; null removes it
             */
            meeting_url?: string | null;
            /** Name */
            name?: string;
            /**
             * Notice Minutes
             * @description Minimum number of minutes between a booking and the start of the visit
             */
            notice_minutes?: number;
            /**
             * Qualifications
             * @example BAMS, MD (Panchakarma)
             */
            qualifications?: string;
            /** Registration Number */
            registration_number?: string;
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes?: number | null;
            /**
             * Specialization
             * @description The specialization's name, or its slug from GET /v1/specializations
             */
            specialization?: string;
            /**
             * Time Zone
             * @example Asia/Kolkata
             */
            time_zone?: string;
        };
        /** DoctorEvent */
        DoctorEvent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @description E-mail address of the administrator who made the change
             */
            by: string | null;
            /** Kind */
            kind: string;
        };
        /**
         * DoctorFigures
         * @description Figures of one doctor. `visits` counts visits that are not cancelled.
         *
         *     `visits`, `booked_minutes` and `offered_minutes` cover today and the next six days.
         */
        DoctorFigures: {
            /** Booked Minutes */
            booked_minutes: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Missed
             * @description Missed visits in the last 30 days
             */
            missed: number;
            /** Name */
            name: string;
            /** Offered Minutes */
            offered_minutes: number;
            /** Specialization */
            specialization: string;
            /** Visits */
            visits: number;
        };
        /** DoctorInvitation */
        DoctorInvitation: {
            /**
             * Email
             * @example meera@clinic.example
             */
            email: string;
        };
        /** DoctorOfStaff */
        DoctorOfStaff: {
            account: components["schemas"]["DoctorsAccount"] | null;
            /**
             * History
             * @description The last 50 changes that administrators made, newest first
             */
            history: components["schemas"]["DoctorEvent"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "draft" | "waiting" | "approved" | "suspended";
            /** Suspended At */
            suspended_at: string | null;
            /**
             * Upcoming
             * @description Number of booked appointments that have not started
             */
            upcoming: number;
            /**
             * Weekly Hours
             * @description Number of the doctor's weekly rules, each a period of a weekday in which patients can book; not a number of hours
             */
            weekly_hours: number;
        };
        /** DoctorPage */
        DoctorPage: {
            /** Items */
            items: components["schemas"]["DoctorCard"][];
            /**
             * Match
             * @description `any`: no doctor matches every word of `q`, so doctors that match some of the words are listed
             * @enum {string}
             */
            match: "all" | "any";
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** DoctorPhoto */
        DoctorPhoto: {
            /**
             * Photo Url
             * @description The photo's URL. It changes with the photo, so the image can be cached without limit
             */
            photo_url: string;
        };
        /** DoctorsAccount */
        DoctorsAccount: {
            /** Disabled */
            disabled: boolean;
            /** Email */
            email: string | null;
            /**
             * Has Password
             * @description True once the doctor has set a password with the invitation
             */
            has_password: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** DoctorsClinic */
        DoctorsClinic: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /**
             * Closed
             * @description True while the clinic is closed and offers no slots
             */
            closed: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            location: components["schemas"]["LocationAnswer"] | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /** DoctorsTimes */
        DoctorsTimes: {
            /**
             * Consultation Type Id
             * @description The consultation type of `times`
             */
            consultation_type_id: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Times
             * @description Available times in order; the first is the next one for a walk-in patient
             */
            times: components["schemas"]["FreeTime"][];
            /**
             * Types
             * @description Consultation types that the doctor offers in person
             */
            types: components["schemas"]["TypeThere"][];
        };
        /** DoctorView */
        DoctorView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Registration Number */
            registration_number: string;
            /** Specialization */
            specialization: string;
        };
        /** EarlierVisit */
        EarlierVisit: {
            /**
             * Consultation Kind
             * @enum {string}
             */
            consultation_kind: "first_visit" | "follow_up" | "therapy";
            /** Consultation Type */
            consultation_type: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            /** Reason */
            reason: string | null;
            /** Reference */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "booked" | "completed" | "no_show";
        };
        /** EmailProof */
        EmailProof: {
            /**
             * Challenge Id
             * Format: uuid
             */
            challenge_id: string;
            /**
             * New Code
             * @description The code that was sent to the new address
             */
            new_code: string;
            /**
             * Present Code
             * @description The code that was sent to the present address. Staff leave it out, because they prove who they are with password and second factor
             */
            present_code?: string | null;
        };
        /** EventList */
        EventList: {
            /** Items */
            items: components["schemas"]["EventView"][];
        };
        /**
         * EventView
         * @description One change of an appointment; `version` is the appointment's version after the change.
         */
        EventView: {
            /**
             * Actor Role
             * @description Role of the account that made the change
             * @enum {string}
             */
            actor_role: "patient" | "doctor" | "admin" | "desk";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Clinic Id
             * @description Clinic of the new time, for a booking or a move to a visit in person
             */
            clinic_id: string | null;
            /**
             * Doctor Name
             * @description The other doctor whom the patient is asked to see, or to whom the visit was moved
             */
            doctor_name: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "booked" | "moved" | "reason_changed" | "cancelled" | "completed" | "no_show" | "reopened" | "arrived" | "in_room" | "arrival_undone" | "move_proposed" | "move_withdrawn" | "move_declined" | "handover_asked";
            /**
             * Override Reason
             * @description Why the desk booked a time that the doctor does not offer; shown to staff only
             */
            override_reason: string | null;
            /**
             * Previous Doctor Name
             * @description The earlier doctor, if a move changed the doctor
             */
            previous_doctor_name: string | null;
            /**
             * Previous Starts At
             * @description The start before a move; null for other changes
             */
            previous_starts_at: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Version */
            version: number;
        };
        /** ExceptionAdded */
        ExceptionAdded: {
            /**
             * Affected Appointments
             * @description The first 500 appointments that the change affects
             */
            affected_appointments: components["schemas"]["AffectedAppointment"][];
            /**
             * Clinic Id
             * @description Clinic of extra hours in person; null for leave and online hours
             */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "leave" | "extra_hours";
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Note */
            note: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Version */
            version: number;
        };
        /** ExceptionAnswer */
        ExceptionAnswer: {
            /**
             * Clinic Id
             * @description Clinic of extra hours in person; null for leave and online hours
             */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "leave" | "extra_hours";
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Note */
            note: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** ExceptionDocument */
        ExceptionDocument: {
            /**
             * Affected
             * @description What happens to booked appointments that the leave covers. `keep`: they stay booked; `cancel`: they are cancelled
             * @default keep
             * @enum {string}
             */
            affected: "keep" | "cancel";
            /**
             * Clinic Id
             * @description Clinic of the visits in person. It must be one of the doctor's clinics; by default it is the doctor's own practice
             */
            clinic_id?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "leave" | "extra_hours";
            /**
             * Modes
             * @description Modes of the extra hours; by default both online and in person
             */
            modes?: ("online" | "in_person")[] | null;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** ExceptionList */
        ExceptionList: {
            /** Items */
            items: components["schemas"]["ExceptionAnswer"][];
        };
        /** FactorProof */
        FactorProof: {
            /** Code */
            code: string;
            /** Pending */
            pending: string;
        };
        /**
         * FactorView
         * @description New secrets of the second factor, shown only in this answer. If the factor did not change, there are none.
         */
        FactorView: {
            /** Recovery Codes */
            recovery_codes: string[];
            /**
             * Totp Uri
             * @description The URI for an authenticator app; null if the factor did not change
             */
            totp_uri: string | null;
        };
        /** ForgottenRequest */
        ForgottenRequest: {
            /** Email */
            email: string;
        };
        /** FreeTime */
        FreeTime: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** Handover */
        Handover: {
            /**
             * To Doctor Id
             * Format: uuid
             */
            to_doctor_id: string;
        };
        /**
         * HandoverView
         * @description The doctor whom the patient is asked to see instead, because the appointment's doctor leaves.
         */
        HandoverView: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Doctor Name */
            doctor_name: string;
        };
        /** HoldRequest */
        HoldRequest: {
            /**
             * Clinic Id
             * @description Clinic of the visit; needed if `override` is true
             */
            clinic_id?: string | null;
            /** Consultation Type Id */
            consultation_type_id?: string | null;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Mode
             * @description By default for a move the appointment's mode, otherwise the first mode of the slot
             */
            mode?: ("online" | "in_person") | null;
            /**
             * Override
             * @description True holds a time that the doctor does not offer. Only the desk of the clinic `clinic_id` and administrators can send true
             */
            override?: boolean | null;
            /**
             * Patient Id
             * @description The patient of the visit; by default for a move the appointment's patient, otherwise the account's owner. A desk must send a patient of its clinics
             */
            patient_id?: string | null;
            /**
             * Reschedules
             * @description The appointment that the hold is to move; null to book a new appointment
             */
            reschedules?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** HoldView */
        HoldView: {
            /**
             * Clinic Id
             * @description Clinic of a visit in person; null for an online visit
             */
            clinic_id: string | null;
            /**
             * Consultation Type Id
             * Format: uuid
             */
            consultation_type_id: string;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description When the hold ends
             */
            expires_at: string;
            /**
             * Extendable From
             * @description From when on the hold can be extended; null for a hold that cannot be extended any more
             */
            extendable_from: string | null;
            /**
             * Extensions Left
             * @description Number of extensions that the hold can still have
             */
            extensions_left: number;
            fee: components["schemas"]["MoneyView"];
            /**
             * Id
             * @description The id of the hold, an opaque text
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            /**
             * Patient Id
             * Format: uuid
             */
            patient_id: string;
            /**
             * Protected
             * @description False if Redis was unreachable when the hold was made: the slot is then not reserved, and whoever books first gets it
             */
            protected: boolean;
            /**
             * Requires Code
             * @description True if booking the held slot needs a one-time code that was not entered yet
             */
            requires_code: boolean;
            /**
             * Reschedules
             * @description The appointment that the hold moves; null for a new appointment
             */
            reschedules: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** Holiday */
        Holiday: {
            /**
             * Day
             * Format: date
             * @description The clinic's local day
             */
            day: string;
            /** Name */
            name: string;
            /**
             * Visits
             * @description Number of visits that are booked at the clinic on this day and have not begun
             */
            visits: number;
        };
        /** HolidayChange */
        HolidayChange: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @description E-mail address of the administrator who made the change
             */
            by: string | null;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "added" | "removed";
            /** Name */
            name: string;
        };
        /**
         * Holidays
         * @description A clinic's holidays from today on, and the last hundred changes, newest first.
         */
        Holidays: {
            /** History */
            history: components["schemas"]["HolidayChange"][];
            /** Items */
            items: components["schemas"]["Holiday"][];
        };
        /** HoursOfDay */
        HoursOfDay: {
            /**
             * Clinic Id
             * @description Clinic of visits in person; null if the hours are online only
             */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Modes */
            modes: ("online" | "in_person")[];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** Invitation */
        Invitation: {
            /**
             * Email
             * @example meera@clinic.example
             */
            email: string;
            /**
             * Role
             * @enum {string}
             */
            role: "doctor" | "admin" | "desk";
        };
        /** Invited */
        Invited: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** LatenessRequest */
        LatenessRequest: {
            /**
             * Minutes
             * @description How many minutes late the doctor is; 0 ends the lateness
             * @example 15
             */
            minutes: number;
        };
        /** LatenessView */
        LatenessView: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Minutes
             * @description How many minutes late the doctor is; 0 means on time
             */
            minutes: number;
            /**
             * Until
             * @description End of the doctor's local day, when the lateness ends; null if the doctor is on time
             */
            until: string | null;
        };
        /** LeavePeriod */
        LeavePeriod: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Note */
            note: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * LocationAnswer
         * @description A location in WGS 84, in degrees.
         */
        LocationAnswer: {
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
        };
        /**
         * LocationBody
         * @description A location in WGS 84, in degrees.
         */
        LocationBody: {
            /**
             * Latitude
             * @example 26.9124
             */
            latitude: number;
            /**
             * Longitude
             * @example 75.7873
             */
            longitude: number;
        };
        /** MadeDisplay */
        MadeDisplay: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Token
             * @description The token, shown only in this answer. Anybody who has it can read the queue of today as the display shows it, which is nothing about patients
             */
            token: string;
        };
        /** MoneyAnswer */
        MoneyAnswer: {
            /** Amount */
            amount: number;
            /** Currency */
            currency: string;
        };
        /**
         * MoneyBody
         * @description An amount of money in minor units: 50000 paise are 500 rupees.
         */
        MoneyBody: {
            /**
             * Amount
             * @example 50000
             */
            amount: number;
            /**
             * Currency
             * @default INR
             * @example INR
             */
            currency: string;
        };
        /** MoneyView */
        MoneyView: {
            /**
             * Amount
             * @description Amount in minor units: paise for INR
             * @example 50000
             */
            amount: number;
            /**
             * Currency
             * @example INR
             */
            currency: string;
        };
        /** MoveRequest */
        MoveRequest: {
            /** Code */
            code?: string | null;
            /**
             * Hold Id
             * @description The opaque id of the hold
             */
            hold_id: string;
            /** Override Reason */
            override_reason?: string | null;
        };
        /** NewCalendarLinkView */
        NewCalendarLinkView: {
            /** Url */
            url: string;
        };
        /** NewClinic */
        NewClinic: {
            /**
             * Address
             * @default
             */
            address: string;
            /**
             * City
             * @description The city's name, or its slug from GET /v1/cities
             */
            city: string;
            /**
             * Languages
             * @description Languages spoken at the desk
             */
            languages?: string[] | null;
            location?: components["schemas"]["LocationBody"] | null;
            /**
             * Name
             * @example Amrutam Jaipur
             */
            name: string;
            /** Phone */
            phone?: string | null;
            /**
             * Time Zone
             * @default Asia/Kolkata
             * @example Asia/Kolkata
             */
            time_zone: string;
        };
        /** NewClinicPatient */
        NewClinicPatient: {
            /**
             * Another Person
             * @description True to register another person, although patients with the same telephone number are registered
             * @default false
             */
            another_person: boolean;
            /** Birth Date */
            birth_date?: string | null;
            /** Gender */
            gender?: ("female" | "male" | "other") | null;
            /**
             * Name
             * @example Lakshmi Rao
             */
            name: string;
            /**
             * Phone
             * @example +911412345678
             */
            phone: string;
        };
        /** NewDisplay */
        NewDisplay: {
            /**
             * Name
             * @example Entrance
             */
            name: string;
        };
        /** NewDoctor */
        NewDoctor: {
            /** Account Id */
            account_id?: string | null;
            /**
             * Address
             * @default
             */
            address: string;
            /**
             * Bio
             * @default
             */
            bio: string;
            /**
             * Buffer Minutes
             * @description Minutes of pause after each visit
             * @default 0
             */
            buffer_minutes: number;
            /**
             * Change Notice Minutes
             * @description Minimum number of minutes between a patient's move or cancellation and the start of the appointment
             * @default 0
             */
            change_notice_minutes: number;
            /**
             * City
             * @description The city's name, or its slug from GET /v1/cities
             */
            city: string;
            /**
             * Code Policy
             * @description Which bookings need a one-time code. `always`: every booking; `session`: only bookings of a session that has not verified an address by a code
             * @default session
             * @enum {string}
             */
            code_policy: "session" | "always";
            /** Consultation Types */
            consultation_types: components["schemas"]["TypeBody"][];
            /** Experience Years */
            experience_years: number;
            /**
             * Follow Up Days
             * @description The days after the start of a visit within which a follow-up of it can begin
             * @default 30
             */
            follow_up_days: number;
            /**
             * Gender
             * @enum {string}
             */
            gender: "female" | "male" | "other";
            /**
             * Horizon Days
             * @description How many days ahead patients can book
             * @default 60
             */
            horizon_days: number;
            /** Languages */
            languages: string[];
            /**
             * Meeting Url
             * @description The doctor's own meeting link for online visits; never shown in public
             */
            meeting_url?: string | null;
            /**
             * Name
             * @example Dr. Meera Nair
             */
            name: string;
            /**
             * Notice Minutes
             * @description Minimum number of minutes between a booking and the start of the visit
             * @default 0
             */
            notice_minutes: number;
            /**
             * Qualifications
             * @default
             * @example BAMS, MD (Panchakarma)
             */
            qualifications: string;
            /** Registration Number */
            registration_number: string;
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes?: number | null;
            /**
             * Specialization
             * @description The specialization's name, or its slug from GET /v1/specializations
             */
            specialization: string;
            /**
             * Time Zone
             * @default Asia/Kolkata
             * @example Asia/Kolkata
             */
            time_zone: string;
        };
        /** NewEmail */
        NewEmail: {
            /**
             * Email
             * @example asha@example.org
             */
            email: string;
        };
        /** NewHoliday */
        NewHoliday: {
            /**
             * Name
             * @example Diwali
             */
            name: string;
        };
        /** NewPasskey */
        NewPasskey: {
            /**
             * Credential
             * @description The passkey that the browser created, as RegistrationResponseJSON: the credential's `toJSON()` (WebAuthn 3, 5.1.8)
             */
            credential: {
                [key: string]: unknown;
            };
            /**
             * Name
             * @example Phone
             */
            name: string;
        };
        /** NewPatient */
        NewPatient: {
            /** Birth Date */
            birth_date?: string | null;
            /** Gender */
            gender?: ("female" | "male" | "other") | null;
            /** Name */
            name: string;
            /**
             * Relation
             * @enum {string}
             */
            relation: "spouse" | "child" | "parent" | "other";
        };
        /**
         * NewPayment
         * @description A payment for either a booked visit or a number of the clinic queue.
         */
        NewPayment: {
            /** Appointment Id */
            appointment_id?: string | null;
            /**
             * Method
             * @enum {string}
             */
            method: "cash" | "card" | "upi";
            paid: components["schemas"]["Paid"];
            /** Ticket Id */
            ticket_id?: string | null;
        };
        /** NewSettingValue */
        NewSettingValue: {
            /**
             * Value
             * @description A whole number from `least` to `most`
             * @example 3
             */
            value: number;
        };
        /** NewTicket */
        NewTicket: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Patient Id
             * Format: uuid
             */
            patient_id: string;
        };
        /** NoticeItemView */
        NoticeItemView: {
            /** Id */
            id: string;
            /**
             * Summary
             * @description A summary of `text`; `text` is the binding wording of the notice
             */
            summary: string;
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** NoticeView */
        NoticeView: {
            /** Items */
            items: components["schemas"]["NoticeItemView"][];
            /**
             * Locale
             * @enum {string}
             */
            locale: "en" | "hi";
            /** Version */
            version: string;
        };
        /**
         * OverviewView
         * @description Figures about visits and doctors, by default at most a minute old. Days are in the caller's time zone.
         */
        OverviewView: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Days
             * @description The last 30 days; the last one is today
             */
            days: components["schemas"]["DayFigures"][];
            /**
             * Doctors
             * @description The first approved doctors in the order of their names, by default at most 2,000
             */
            doctors: components["schemas"]["DoctorFigures"][];
            /** Specializations */
            specializations: components["schemas"]["SpecializationFigures"][];
            /** Time Zone */
            time_zone: string;
        };
        /** OwnClinics */
        OwnClinics: {
            /** Items */
            items: components["schemas"]["ClinicAnswer"][];
        };
        /** OwnCodeRequest */
        OwnCodeRequest: {
            /**
             * Purpose
             * @description What the code is for. `proof`: for POST /v1/auth/step-up; `closing`: for POST /v1/me/close
             * @enum {string}
             */
            purpose: "proof" | "closing";
        };
        /** OwnSession */
        OwnSession: {
            /**
             * Browser
             * @description True for a browser; false for a program with a token pair
             */
            browser: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** User Agent */
            user_agent: string;
        };
        /** OwnSessions */
        OwnSessions: {
            /** Items */
            items: components["schemas"]["OwnSession"][];
        };
        /** Paid */
        Paid: {
            /**
             * Amount
             * @description In minor units
             * @example 50000
             */
            amount: number;
            /**
             * Currency
             * @description Must be the currency of the visit's fee or, for a queue number, of the fee of the doctor's default consultation type. Null stands for this currency; another one is refused
             */
            currency?: string | null;
        };
        /** Part */
        Part: {
            /** Detail */
            detail: string;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "warning" | "away";
        };
        /** PasskeyMade */
        PasskeyMade: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** PasskeyName */
        PasskeyName: {
            /** Name */
            name: string;
        };
        /** PasskeyOptions */
        PasskeyOptions: {
            /**
             * Public Key
             * @description The options, for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`
             */
            public_key: {
                [key: string]: unknown;
            };
        };
        /** PasskeySignIn */
        PasskeySignIn: {
            /**
             * Passkey
             * @description The browser's answer to the options of POST /v1/auth/passkey/options, as AuthenticationResponseJSON (WebAuthn 3, 5.1.8)
             */
            passkey: {
                [key: string]: unknown;
            };
        };
        /** PasskeysView */
        PasskeysView: {
            /** Items */
            items: components["schemas"]["PasskeyView"][];
        };
        /** PasskeyView */
        PasskeyView: {
            /**
             * Backed Up
             * @description True if the passkey has a backup, so that it is not lost with the device
             */
            backed_up: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
        };
        /** PasswordByLink */
        PasswordByLink: {
            /** Password */
            password: string;
            /**
             * Token
             * @description The token from the link, which is the part after #
             */
            token: string;
            /**
             * Totp
             * @description The code of the authenticator app, or a recovery code; needed if the account has a second factor already
             */
            totp?: string | null;
        };
        /** PasswordChange */
        PasswordChange: {
            /** Current Password */
            current_password: string;
            /** Password */
            password: string;
        };
        /** PasswordSignIn */
        PasswordSignIn: {
            /** Email */
            email: string;
            /** Password */
            password: string;
            /**
             * Totp
             * @description The code of the authenticator app, or a recovery code
             */
            totp?: string | null;
        };
        /**
         * PatientChange
         * @description A change of a patient. A field that is left out stays.
         *
         *     Null removes a birth date or gender, and leaves name and relation as they are.
         */
        PatientChange: {
            /** Birth Date */
            birth_date?: string | null;
            /** Gender */
            gender?: ("female" | "male" | "other") | null;
            /** Name */
            name?: string | null;
            /**
             * Relation
             * @description How a family member is related to the account's owner
             */
            relation?: ("spouse" | "child" | "parent" | "other") | null;
        };
        /** PatientsView */
        PatientsView: {
            /** Items */
            items: components["schemas"]["amrutam__accounts__schemas__PatientView"][];
        };
        /** Payment */
        Payment: {
            /** Appointment Id */
            appointment_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            doctor: components["schemas"]["PersonAtClinic"];
            /**
             * Method
             * @enum {string}
             */
            method: "cash" | "card" | "upi";
            /**
             * Number
             * @description Receipt number, which begins at 1 for each clinic and year and has no gaps
             */
            number: number;
            /** @description Amount paid, in minor units; negative for a counter-entry, which reverses a payment */
            paid: components["schemas"]["MoneyAnswer"];
            patient: components["schemas"]["PersonAtClinic"];
            /** Queue Number */
            queue_number: number | null;
            /**
             * Reason
             * @description Why the payment was reversed, if this is a counter-entry
             */
            reason: string | null;
            /**
             * Reference
             * @description Booking reference of a booked visit; null for a queue number
             */
            reference: string | null;
            /** Registration Number */
            registration_number: string;
            taken_back_by: components["schemas"]["ReceiptNumber"] | null;
            /** @description The receipt whose payment this counter-entry reverses; null for a payment */
            takes_back: components["schemas"]["ReceiptNumber"] | null;
            /** Ticket Id */
            ticket_id: string | null;
            /** Year */
            year: number;
        };
        /**
         * Payments
         * @description Payments and counter-entries of one local day of a clinic, oldest first.
         */
        Payments: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Items */
            items: components["schemas"]["Payment"][];
            /** Time Zone */
            time_zone: string;
            /** Totals */
            totals: components["schemas"]["Total"][];
        };
        /** PendingFactor */
        PendingFactor: {
            /**
             * Pending
             * @description Send this value back with a code of the new authenticator
             */
            pending: string;
            /** Totp Uri */
            totp_uri: string;
        };
        /** PersonAtClinic */
        PersonAtClinic: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * PlaceView
         * @description A place in the admission queue, by its `state`.
         *
         *     `open`: no place is needed, because the doctor's queue is off or cannot be read. `none`: the
         *     doctor has a queue, and the caller has no place in the queue. `waiting`: the caller waits for a
         *     turn. `admitted`: the caller can hold a slot until `turn_ends_at`, after signing in. `place` is
         *     null in the states `open` and `none`; `position` and `estimated_seconds` are null unless the
         *     caller waits, and `turn_ends_at` is null unless the caller is admitted.
         */
        PlaceView: {
            /**
             * Estimated Seconds
             * @description Estimated seconds until admission; null while unknown
             */
            estimated_seconds: number | null;
            /**
             * Place
             * @description The signed place, to be sent as the header AMRUTAM-Place. It stays valid when a page is reloaded
             */
            place: string | null;
            /**
             * Poll Seconds
             * @description Seconds until the next request for this state. A waiting place is lost if its state is no longer requested
             */
            poll_seconds: number;
            /**
             * Position
             * @description Position in the queue while waiting, counted from 1
             */
            position: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "none" | "waiting" | "admitted";
            /**
             * Turn Ends At
             * @description Until when an admitted caller can hold a slot. A hold that was made before then stays
             */
            turn_ends_at: string | null;
        };
        /** PreviewDay */
        PreviewDay: {
            /**
             * Bookable
             * @description How many of the slots can be booked one after another, with the pauses between visits
             */
            bookable: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Slots */
            slots: components["schemas"]["PreviewSlot"][];
        };
        /** PreviewSlot */
        PreviewSlot: {
            /** Clinic Id */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Modes */
            modes: ("online" | "in_person")[];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * Problem
         * @description An error (RFC 9457). `type` is the URL of a page that explains the cause and what to do.
         */
        Problem: {
            detail: string;
            /** @description The fields that are not valid. Each pointer (RFC 6901) names a field, and its detail says what is valid. */
            errors?: {
                detail: string;
                pointer: string;
            }[];
            instance: string;
            status: number;
            title: string;
            /** Format: uri-reference */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** ProposalRequest */
        ProposalRequest: {
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * ProposalView
         * @description A proposed new time of an appointment, reserved for its patient until `expires_at`.
         */
        ProposalView: {
            /**
             * Clinic Id
             * @description Clinic of a visit in person; null for an online visit
             */
            clinic_id: string | null;
            /** Clinic Name */
            clinic_name: string | null;
            /**
             * Doctor Id
             * Format: uuid
             * @description The doctor of the proposed time: the appointment's doctor, or the doctor of its `handover`
             */
            doctor_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** PublicKey */
        PublicKey: {
            /** Alg */
            alg: string;
            /** Kid */
            kid: string;
            /** Kty */
            kty: string;
            /** Use */
            use: string;
        } & {
            [key: string]: unknown;
        };
        /** PublicKeys */
        PublicKeys: {
            /** Keys */
            keys: components["schemas"]["PublicKey"][];
        };
        /**
         * Queue
         * @description Queue numbers of a clinic on one local day, by doctor.
         */
        Queue: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Tickets */
            tickets: components["schemas"]["Ticket"][];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Readiness
         * @description Whether this process can serve, and the state of each part that it needs.
         *
         *     `ready`: PostgreSQL and Redis answer. `degraded`: Redis is unreachable, so bookings go on, but holds do not reserve
         *     times; or PostgreSQL's primary is unreachable, and this process, of the role `availability`, serves from replicas.
         *     `unavailable`: the primary is unreachable, and this process needs it. `stopping`: this process is about to end.
         */
        Readiness: {
            /** Parts */
            parts: {
                [key: string]: components["schemas"]["Part"];
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ready" | "degraded" | "unavailable" | "stopping";
        };
        /** ReasonRequest */
        ReasonRequest: {
            /**
             * Reason
             * @description The reason for the visit or, in a cancellation, for the cancellation; stored encrypted
             */
            reason: string;
        };
        /** ReceiptNumber */
        ReceiptNumber: {
            /** Number */
            number: number;
            /** Year */
            year: number;
        };
        /**
         * RecordRead
         * @description One request in which an administrator or a front desk read patients' records. `records` is their number.
         */
        RecordRead: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Email */
            email: string | null;
            /** Id */
            id: number;
            /**
             * Patients
             * @description Names of the patients of at most five of the records, in alphabetical order; patients without a name are left out
             */
            patients: string[];
            /** Records */
            records: number;
            /**
             * References
             * @description Booking references of at most five of the appointments that were read
             */
            references: string[];
            /** Role */
            role: string | null;
            /** What */
            what: string;
        };
        /** RecordReads */
        RecordReads: {
            /** Items */
            items: components["schemas"]["RecordRead"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            /**
             * Recovery Codes
             * @description The new recovery codes, shown once; earlier ones are no longer valid
             */
            recovery_codes: string[];
        };
        /** RefreshRequest */
        RefreshRequest: {
            /** Refresh Token */
            refresh_token: string;
        };
        /** RuleAnswer */
        RuleAnswer: {
            /** Breaks */
            breaks: components["schemas"]["Break"][];
            /**
             * Clinic Id
             * @description Clinic of visits in person; null if the hours are online only
             */
            clinic_id: string | null;
            /** Ends */
            ends: string;
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Starts */
            starts: string;
            /** Time Zone */
            time_zone: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Weekday */
            weekday: number;
        };
        /**
         * RuleDocument
         * @description A weekly session in local time. `weekday` follows ISO 8601: 1 is Monday, 7 is Sunday.
         *
         *     A session whose `ends` is before its `starts` ends on the next day, for example "22:00" to "02:00".
         */
        RuleDocument: {
            /** Breaks */
            breaks?: components["schemas"]["Break"][];
            /**
             * Clinic Id
             * @description Clinic of the visits in person. It must be one of the doctor's clinics; by default it is the doctor's own practice
             */
            clinic_id?: string | null;
            /**
             * Ends
             * @example 17:00
             */
            ends: string;
            /** Modes */
            modes?: ("online" | "in_person")[];
            /**
             * Starts
             * @example 09:00
             */
            starts: string;
            /**
             * Time Zone
             * @description Time zone of the rule; by default the time zone of the schedule
             */
            time_zone?: string | null;
            /** Valid From */
            valid_from?: string | null;
            /**
             * Valid Until
             * @description Last day on which the rule applies, inclusive
             */
            valid_until?: string | null;
            /** Weekday */
            weekday: number;
        };
        /** RushChange */
        RushChange: {
            /** On */
            on: boolean;
        };
        /**
         * RushView
         * @description Whether a doctor's admission queue is on.
         *
         *     `by`: whether staff or high demand turned the queue on. `waiting` is the number of waiting
         *     places, and `admitted_per_minute` a moving average. `by` and `ends_at` are null, and the numbers
         *     are 0, while the queue is off.
         */
        RushView: {
            /**
             * Admitted
             * @description Number of admitted patients who do not hold a slot yet
             */
            admitted: number;
            /** Admitted Per Minute */
            admitted_per_minute: number;
            /** By */
            by: ("staff" | "demand") | null;
            /** Ends At */
            ends_at: string | null;
            /** On */
            on: boolean;
            /** Waiting */
            waiting: number;
        };
        /** ScheduleAnswer */
        ScheduleAnswer: {
            /**
             * Buffer Minutes
             * @description Minutes of pause after each visit
             */
            buffer_minutes: number;
            /**
             * Horizon Days
             * @description How many days ahead patients can book
             */
            horizon_days: number;
            /**
             * Notice Minutes
             * @description Minimum number of minutes between a booking and the start of the visit
             */
            notice_minutes: number;
            /** Rules */
            rules: components["schemas"]["RuleAnswer"][];
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes: number | null;
            /** Time Zone */
            time_zone: string;
            /** Version */
            version: number;
        };
        /** ScheduleChanged */
        ScheduleChanged: {
            /**
             * Affected Appointments
             * @description The first 500 appointments that the change affects
             */
            affected_appointments: components["schemas"]["AffectedAppointment"][];
            /**
             * Buffer Minutes
             * @description Minutes of pause after each visit
             */
            buffer_minutes: number;
            /**
             * Horizon Days
             * @description How many days ahead patients can book
             */
            horizon_days: number;
            /**
             * Notice Minutes
             * @description Minimum number of minutes between a booking and the start of the visit
             */
            notice_minutes: number;
            /** Rules */
            rules: components["schemas"]["RuleAnswer"][];
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes: number | null;
            /** Time Zone */
            time_zone: string;
            /** Version */
            version: number;
        };
        /**
         * ScheduleDocument
         * @description All weekly rules of a doctor. A setting that is left out keeps its value.
         */
        ScheduleDocument: {
            /** Buffer Minutes */
            buffer_minutes?: number | null;
            /** Horizon Days */
            horizon_days?: number | null;
            /** Notice Minutes */
            notice_minutes?: number | null;
            /** Rules */
            rules: components["schemas"]["RuleDocument"][];
            /**
             * Slot Step Minutes
             * @description Minutes between the starts of slots; null means the minutes of the default consultation type plus `buffer_minutes`
             */
            slot_step_minutes?: number | null;
            /** Time Zone */
            time_zone?: string | null;
            /**
             * Version
             * @description Ignored, so that a document can be sent back as it was read. The header If-Match names the version to change
             */
            version?: number | null;
        };
        /**
         * SchedulePreview
         * @description Fourteen local days, beginning with today, as patients would see them if nothing were booked.
         */
        SchedulePreview: {
            /**
             * Affected Appointments
             * @description The first 500 appointments that the change affects
             */
            affected_appointments: components["schemas"]["AffectedAppointment"][];
            /** Days */
            days: components["schemas"]["PreviewDay"][];
            /** Time Zone */
            time_zone: string;
        };
        /** SessionView */
        SessionView: {
            account: components["schemas"]["AccountView"];
            /**
             * Csrf Token
             * @description Send this token as X-CSRF-Token with POST, PUT, PATCH and DELETE
             */
            csrf_token: string;
        };
        /** SettingChange */
        SettingChange: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @description E-mail address of the administrator who made the change
             */
            by: string | null;
            /** Id */
            id: number;
            /**
             * Is Default
             * @description True if the change went back to the default
             */
            is_default: boolean;
            /**
             * Name
             * @enum {string}
             */
            name: "open_per_doctor" | "open_per_account" | "open_per_family_member" | "open_per_account_at_most" | "made_per_day" | "therapies" | "moves_per_appointment" | "changes_per_day" | "patients_per_account" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extensions" | "attendance_hours_before" | "reopen_hours" | "proposal_hours" | "video_opens_minutes" | "video_closes_minutes" | "rush_hours" | "doctor_max_clinics" | "clinic_max_desk";
            /**
             * Previous
             * @description The value before the change
             */
            previous: number;
            /**
             * Value
             * @description The value after the change
             */
            value: number;
        };
        /** SettingChanges */
        SettingChanges: {
            /** Items */
            items: components["schemas"]["SettingChange"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** SettingList */
        SettingList: {
            /** Items */
            items: components["schemas"]["SettingView"][];
        };
        /**
         * SettingView
         * @description A setting that administrators can change, a number. The environment of the processes gives the default.
         */
        SettingView: {
            /**
             * Changed At
             * @description Time of the last change; null if the setting was never changed
             */
            changed_at: string | null;
            /**
             * Changed By
             * @description E-mail address of the administrator who made the last change; null if the setting was never changed
             */
            changed_by: string | null;
            /** Default */
            default: number;
            /**
             * Group
             * @description `person`: limits of one person; `hold`: holds; `visit`: windows and cut-offs; `clinic`: limits of a clinic
             * @enum {string}
             */
            group: "person" | "hold" | "visit" | "clinic";
            /**
             * Is Default
             * @description True if `value` comes from the environment
             */
            is_default: boolean;
            /** Least */
            least: number;
            /**
             * Least Setting
             * @description The other setting whose present value is `least`; null if `least` depends on no setting
             */
            least_setting: ("open_per_doctor" | "open_per_account" | "open_per_account_at_most" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extension_window_seconds" | "confirm_hold_seconds") | null;
            /** Most */
            most: number;
            /**
             * Most Setting
             * @description The other setting whose present value is `most`; null if `most` depends on no setting
             */
            most_setting: ("open_per_doctor" | "open_per_account" | "open_per_account_at_most" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extension_window_seconds" | "confirm_hold_seconds") | null;
            /**
             * Name
             * @enum {string}
             */
            name: "open_per_doctor" | "open_per_account" | "open_per_family_member" | "open_per_account_at_most" | "made_per_day" | "therapies" | "moves_per_appointment" | "changes_per_day" | "patients_per_account" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extensions" | "attendance_hours_before" | "reopen_hours" | "proposal_hours" | "video_opens_minutes" | "video_closes_minutes" | "rush_hours" | "doctor_max_clinics" | "clinic_max_desk";
            /** Value */
            value: number;
            /**
             * Version
             * @description Number of changes so far. `If-Match` must contain this number
             */
            version: number;
        };
        /** ShownNumber */
        ShownNumber: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Number */
            number: number;
            /** Room */
            room: string;
            /**
             * State
             * @enum {string}
             */
            state: "called" | "in_room";
        };
        /** ShownQueue */
        ShownQueue: {
            /** Called */
            called: components["schemas"]["ShownNumber"][];
            /** Doctor */
            doctor: string;
            /** Waiting */
            waiting: number[];
        };
        /** SignOutRequest */
        SignOutRequest: {
            /**
             * Everywhere
             * @description True ends all sessions of the account, not only this one
             * @default false
             */
            everywhere: boolean;
        };
        /** SlotAnswer */
        SlotAnswer: {
            /**
             * Clinic
             * @description Index of the slot's clinic in `clinics`, counted from 0; left out for an online slot
             */
            clinic?: number | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Modes */
            modes: ("online" | "in_person")[];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @description `open`: can be booked; `held`: held by somebody else; `booked`: no longer available; `mine`: held by the signed-in caller
             * @enum {string}
             */
            state: "open" | "held" | "booked" | "mine";
        };
        /**
         * SlotsAnswer
         * @description The slots of one doctor.
         *
         *     `version` grows by one with each change of the doctor's times. Versions can be compared only within
         *     one `epoch`. While Redis is unreachable `epoch` and `version` are null, and holds are not shown.
         */
        SlotsAnswer: {
            /**
             * Clinics
             * @description Clinics where the doctor sees patients
             */
            clinics: components["schemas"]["SlotsClinic"][];
            /**
             * Consultation Type Id
             * @description The consultation type of these slots; null if the doctor offers none
             */
            consultation_type_id: string | null;
            /** Days */
            days: components["schemas"]["DayAnswer"][];
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Epoch */
            epoch: string | null;
            /**
             * Time Zone
             * @example Asia/Kolkata
             */
            time_zone: string;
            /** Version */
            version: number | null;
        };
        /** SlotsClinic */
        SlotsClinic: {
            /** City */
            city: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** SpecializationFacet */
        SpecializationFacet: {
            /** Concerns */
            concerns: string[];
            /** Count */
            count: number;
            /** Name */
            name: string;
            /** Name Hi */
            name_hi: string;
            /** Slug */
            slug: string;
        };
        /** SpecializationFigures */
        SpecializationFigures: {
            /** Doctors */
            doctors: number;
            /** Name */
            name: string;
            /** Name Hi */
            name_hi: string;
            /** Next Available At */
            next_available_at: string | null;
            /** Slug */
            slug: string;
        };
        /** Specializations */
        Specializations: {
            /** Items */
            items: components["schemas"]["SpecializationFacet"][];
        };
        /** StaffChange */
        StaffChange: {
            /** Disabled */
            disabled?: boolean | null;
            /** Role */
            role?: ("doctor" | "admin" | "desk") | null;
        };
        /** StaffPage */
        StaffPage: {
            /** Items */
            items: components["schemas"]["StaffView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** StaffView */
        StaffView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Disabled */
            disabled: boolean;
            /** Doctor Id */
            doctor_id: string | null;
            /** Email */
            email: string | null;
            /** Has Factor */
            has_factor: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Seen At */
            last_seen_at: string | null;
            /**
             * Passkeys
             * @description Number of passkeys of the account
             */
            passkeys: number;
            /**
             * Role
             * @enum {string}
             */
            role: "doctor" | "admin" | "desk";
        };
        /**
         * StateCounts
         * @description Numbers of doctors by state, over all doctors, whatever the filters are.
         */
        StateCounts: {
            /**
             * Approved
             * @default 0
             */
            approved: number;
            /**
             * Draft
             * @default 0
             */
            draft: number;
            /**
             * Suspended
             * @default 0
             */
            suspended: number;
            /**
             * Waiting
             * @default 0
             */
            waiting: number;
        };
        /**
         * StepUp
         * @description New proof of who the caller is.
         *
         *     Staff send password and second factor, or a passkey; patients send a code of POST /v1/me/codes
         *     for the purpose `proof`.
         */
        StepUp: {
            /** Challenge Id */
            challenge_id?: string | null;
            /** Code */
            code?: string | null;
            /**
             * Passkey
             * @description The browser's answer to the options of POST /v1/auth/step-up/options, as AuthenticationResponseJSON
             */
            passkey?: {
                [key: string]: unknown;
            } | null;
            /** Password */
            password?: string | null;
            /** Totp */
            totp?: string | null;
        };
        /** Suspension */
        Suspension: {
            /**
             * Affected
             * @description What happens to booked visits. `keep`: they stay booked; `cancel`: they are cancelled
             * @default keep
             * @enum {string}
             */
            affected: "keep" | "cancel";
        };
        /** TakeBack */
        TakeBack: {
            /**
             * Reason
             * @description Why the payment is reversed; stored encrypted with the counter-entry
             */
            reason: string;
        };
        /** Ticket */
        Ticket: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Currency
             * @description Currency of the fee of the doctor's default consultation type
             * @example INR
             */
            currency: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            doctor: components["schemas"]["PersonAtClinic"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: number;
            /**
             * Paid
             * @description Amount paid minus reversed payments, in minor units of `currency`
             */
            paid: number;
            patient: components["schemas"]["PersonAtClinic"];
            /** Room */
            room: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "called" | "in_room" | "done" | "left";
        };
        /** TicketChange */
        TicketChange: {
            /**
             * Room
             * @description Room to which the patient is called; null keeps the present room
             */
            room?: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "called" | "in_room" | "done" | "left";
        };
        /** TicketView */
        TicketView: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Ticket
             * @description An opaque ticket. It works once, in the first message on a socket
             */
            ticket: string;
        };
        /**
         * TilesView
         * @description Figures over all processes and machines, at most a few seconds old.
         */
        TilesView: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Bookings Last Hour */
            bookings_last_hour: number;
            /** Bookings Last Minute */
            bookings_last_minute: number;
            /** @description Delivery of one-time codes in the last hour. Null while Redis is unreachable */
            code_delivery: components["schemas"]["DeliveryView"] | null;
            /**
             * Collisions Last Hour
             * @description Attempts in the last hour to hold or book a slot that was already taken. Null while Redis is unreachable
             */
            collisions_last_hour: number | null;
            /**
             * Errors Last Hour
             * @description Responses with status 500 or above in the last hour. Null while Redis is unreachable
             */
            errors_last_hour: number | null;
            /**
             * Holds Live
             * @description Number of holds that exist now. Null while Redis is unreachable
             */
            holds_live: number | null;
            /**
             * Queue Age Seconds
             * @description Seconds since the oldest of these jobs became due; 0 if no job is due
             */
            queue_age_seconds: number;
            /**
             * Queue Depth
             * @description Number of jobs that are due
             */
            queue_depth: number;
            /**
             * Sockets
             * @description Number of open WebSockets; null if no realtime process runs, and while Redis is unreachable
             */
            sockets: number | null;
        };
        /** TokenView */
        TokenView: {
            /** Access Token */
            access_token: string;
            account: components["schemas"]["AccountView"];
            /**
             * Expires In
             * @description Lifetime of the access token in seconds
             */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string;
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            token_type: "Bearer";
        };
        /** Total */
        Total: {
            /**
             * Method
             * @enum {string}
             */
            method: "cash" | "card" | "upi";
            total: components["schemas"]["MoneyAnswer"];
        };
        /** TypeAnswer */
        TypeAnswer: {
            fee: components["schemas"]["MoneyAnswer"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Default */
            is_default: boolean;
            /**
             * Kind
             * @enum {string}
             */
            kind: "first_visit" | "follow_up" | "therapy";
            /** Minutes */
            minutes: number;
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Name */
            name: string;
        };
        /**
         * TypeBody
         * @description A consultation type. A type with an `id` changes the doctor's type of that id; a type without an `id` is added.
         */
        TypeBody: {
            fee: components["schemas"]["MoneyBody"];
            /** Id */
            id?: string | null;
            /**
             * Is Default
             * @description True for the default type; if no type is marked, the first one is the default
             * @default false
             */
            is_default: boolean;
            /**
             * Kind
             * @enum {string}
             */
            kind: "first_visit" | "follow_up" | "therapy";
            /** Minutes */
            minutes: number;
            /** Modes */
            modes: ("online" | "in_person")[];
            /** Name */
            name: string;
        };
        /** TypeThere */
        TypeThere: {
            fee: components["schemas"]["MoneyAnswer"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "first_visit" | "follow_up" | "therapy";
            /** Minutes */
            minutes: number;
            /** Name */
            name: string;
        };
        /** TypeView */
        TypeView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "first_visit" | "follow_up" | "therapy";
            /** Minutes */
            minutes: number;
            /** Name */
            name: string;
        };
        /**
         * Upcoming
         * @description The future visits in person that are booked at the clinic: their number, and the starts of the first and last one.
         */
        Upcoming: {
            /** First */
            first: string | null;
            /** Last */
            last: string | null;
            /** Visits */
            visits: number;
        };
        /** UpcomingVisit */
        UpcomingVisit: {
            /** Answer Until */
            answer_until: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Handover
             * @description `none`: the patient has not been asked to see another doctor; `proposed`: the same time with the other doctor is reserved until `answer_until`; `to_choose`: the patient has been asked to choose a slot of the other doctor, or the proposal has expired; `declined`: the patient does not want to see the other doctor
             * @enum {string}
             */
            handover: "none" | "proposed" | "to_choose" | "declined";
            /**
             * Handover Doctor Name
             * @description Name of the doctor whom the patient is asked to see instead
             */
            handover_doctor_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "online" | "in_person";
            /** Patient Name */
            patient_name: string;
            /** Reference */
            reference: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** UpcomingVisits */
        UpcomingVisits: {
            /** Count */
            count: number;
            /**
             * Declined
             * @description Number of visits whose patient does not want to see the other doctor
             */
            declined: number;
            /**
             * Items
             * @description The first 500 booked appointments that have not begun
             */
            items: components["schemas"]["UpcomingVisit"][];
            /**
             * Proposed
             * @description Number of visits for which the same time with the other doctor is reserved, and whose patient has not answered
             */
            proposed: number;
            /**
             * To Choose
             * @description Number of visits whose patient was asked to choose a slot, or whose proposal has expired, and whose patient has not answered
             */
            to_choose: number;
        };
        /** VisitPatient */
        VisitPatient: {
            /**
             * Age
             * @description Age in whole years; null if unknown
             */
            age: number | null;
            /**
             * Earlier Visits
             * @description Up to twenty earlier visits to the same doctor, newest first
             */
            earlier_visits: components["schemas"]["EarlierVisit"][];
            /**
             * Email
             * @description E-mail address of the patient's account
             */
            email: string | null;
            /** Gender */
            gender: ("female" | "male" | "other") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /** WaitingDoctor */
        WaitingDoctor: {
            /** City */
            city: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Registration Number */
            registration_number: string;
            /** Specialization */
            specialization: string;
        };
        /**
         * WaitingPage
         * @description A page of doctors that are not approved (`approved=false`).
         */
        WaitingPage: {
            /** Items */
            items: components["schemas"]["WaitingDoctor"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The signed position of this write in the database's log, as a cookie too. Sent only by platforms with read replicas, and needed only by reads of the following seconds. */
        "AMRUTAM-Written": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    jwks__well_known_jwks_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKeys"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    livez_livez_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is unreachable, or the process is stopping */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    appointments_v1_appointments_get: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description Only appointments with this doctor; for administrators */
                doctor_id?: string;
                /** @description Only appointments of patients whom the account with this e-mail address manages; for administrators */
                email?: string;
                /** @description First day of the appointments, in the time zone of the caller's account */
                from?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
                /** @description Only the appointment with exactly this booking reference, in upper or lower case */
                reference?: string;
                /** @description `starts_at` lists the earliest first, `-starts_at` the latest first */
                sort?: "starts_at" | "-starts_at";
                /** @description Only appointments with this status */
                status?: "booked" | "cancelled" | "completed" | "no_show";
                /** @description Last day of the appointments, in the time zone of the caller's account */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentPage"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    book_v1_appointments_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `code-refused`: The code is wrong. `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-taken`: The slot is already held or booked. `hold-expired`: The hold has ended. `patient-busy`: The patient has another appointment at that time. `too-many-appointments`: You have reached the maximum number of appointments. `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `follow-up-not-offered`: The patient cannot book a follow-up for the chosen slot. `schedule-changed`: The doctor's schedule has changed. `hold-not-for-this`: The hold is for another appointment or for a new booking. `idempotency-key-reused`: This Idempotency-Key was used for another request. `beyond-calendar`: The date is further ahead than the platform can store appointments. `slot-not-offered`: The doctor does not offer this time. `override-reason-needed`: A reason is required for a time that the doctor does not offer, and only for such a time. `code-required`: This booking needs a one-time code. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appointment_v1_appointments__appointment_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_reason_v1_appointments__appointment_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-booked`: The appointment is no longer booked. `already-started`: The appointment has already started. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appointment_file_v1_appointments__appointment_id__ics_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_attendance_v1_appointments__appointment_id__attendance_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttendanceRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttendanceView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-yet`: It is too early for this step. `not-booked`: The appointment is no longer booked. `closed-too-long-ago`: The appointment was closed too long ago to be reopened. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_v1_appointments__appointment_id__cancel_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-booked`: The appointment is no longer booked. `already-started`: The appointment has already started. `too-late-to-change`: It is too late to move or cancel this appointment. `too-many-changes`: You have reached the maximum number of moves and cancellations. `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    complete_v1_appointments__appointment_id__complete_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-yet`: It is too early for this step. `not-booked`: The appointment is no longer booked. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_v1_appointments__appointment_id__events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    no_show_v1_appointments__appointment_id__no_show_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-yet`: It is too early for this step. `not-booked`: The appointment is no longer booked. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_patient_v1_appointments__appointment_id__patient_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitPatient"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposal_v1_appointments__appointment_id__proposal_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-taken`: The slot is already held or booked. `not-booked`: The appointment is no longer booked. `already-started`: The appointment has already started. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-not-offered`: The doctor does not offer this time. `schedule-changed`: The doctor's schedule has changed. `follow-up-not-offered`: The patient cannot book a follow-up for the chosen slot. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_proposal_v1_appointments__appointment_id__proposal_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-booked`: The appointment is no longer booked. `no-proposal`: No other time is proposed for this appointment. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_proposal_v1_appointments__appointment_id__proposal_accept_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-taken`: The slot is already held or booked. `not-booked`: The appointment is no longer booked. `no-proposal`: No other time is proposed for this appointment. `patient-busy`: The patient has another appointment at that time. `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `schedule-changed`: The doctor's schedule has changed. `follow-up-not-offered`: The patient cannot book a follow-up for the chosen slot. `beyond-calendar`: The date is further ahead than the platform can store appointments. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_v1_appointments__appointment_id__reopen_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-closed`: The appointment is neither completed nor missed. `closed-too-long-ago`: The appointment was closed too long ago to be reopened. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reschedule_v1_appointments__appointment_id__reschedule_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key"?: string;
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "If-Match"?: string;
            };
            path: {
                appointment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentView"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `code-refused`: The code is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-booked`: The appointment is no longer booked. `already-started`: The appointment has already started. `too-late-to-change`: It is too late to move or cancel this appointment. `too-many-changes`: You have reached the maximum number of moves and cancellations. `request-in-progress`: The same request is still in progress. `slot-taken`: The slot is already held or booked. `hold-expired`: The hold has ended. `patient-busy`: The patient has another appointment at that time. `too-many-appointments`: You have reached the maximum number of appointments. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `follow-up-not-offered`: The patient cannot book a follow-up for the chosen slot. `schedule-changed`: The doctor's schedule has changed. `hold-not-for-this`: The hold is for another appointment or for a new booking. `beyond-calendar`: The date is further ahead than the platform can store appointments. `slot-not-offered`: The doctor does not offer this time. `override-reason-needed`: A reason is required for a time that the doctor does not offer, and only for such a time. `code-required`: This booking needs a one-time code. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    csrf_token_v1_auth_csrf_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CsrfView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SignOutRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_code_v1_auth_otp_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-unavailable`: The platform cannot send messages through this channel. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_sign_in_v1_auth_passkey_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_password_v1_auth_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordByLink"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorView"];
                };
            };
            /** @description `link-refused`: The link is no longer valid. `wrong-credentials`: The e-mail address, password or second factor is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `recovery-only`: This account accepts only a recovery code for now. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `weak-password`: The password is too easy to guess. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forgotten_v1_auth_password_forgotten_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description `refresh-refused`: The refresh token is not valid. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_session_v1_auth_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeSignIn"] | components["schemas"]["PasswordSignIn"] | components["schemas"]["PasskeySignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `wrong-code`: The code is wrong or no longer valid. `wrong-credentials`: The e-mail address, password or second factor is wrong. `passkey-refused`: The passkey is not accepted. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `recovery-only`: This account accepts only a recovery code for now. `origin-refused`: The request comes from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_session_v1_auth_session_delete: {
        parameters: {
            query?: {
                /** @description True ends every session of the account, not only this one */
                everywhere?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `csrf-refused`: The request lacks this session's CSRF token. `origin-refused`: The request comes from another site. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    step_up_v1_auth_step_up_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepUp"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `wrong-credentials`: The e-mail address, password or second factor is wrong. `wrong-code`: The code is wrong or no longer valid. `passkey-refused`: The passkey is not accepted. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `recovery-only`: This account accepts only a recovery code for now. `too-many-wrong-passwords`: The password was wrong too often in this session. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_step_up_v1_auth_step_up_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_v1_auth_token_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeSignIn"] | components["schemas"]["PasswordSignIn"] | components["schemas"]["PasskeySignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description `wrong-code`: The code is wrong or no longer valid. `wrong-credentials`: The e-mail address, password or second factor is wrong. `passkey-refused`: The passkey is not accepted. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `recovery-only`: This account accepts only a recovery code for now. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    availability_v1_availability_query_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilityQuestion"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailabilityAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The dates or ids are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The database is unreachable, or the doctor's times change faster than they can be read. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calendar_feed_v1_calendars__token__ics_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret part of the calendar link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_v1_cities_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cities"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clinics_v1_clinics_get: {
        parameters: {
            query?: {
                /** @description Only clinics in this city, by slug or name */
                city?: string;
                /** @description True lists the closed clinics instead of the open ones */
                closed?: boolean;
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
            };
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicPage"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_v1_clinics_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClinic"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clinic_v1_clinics__clinic_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAnswer"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_v1_clinics__clinic_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-match"?: string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agenda_v1_clinics__clinic_id__agenda_get: {
        parameters: {
            query?: {
                /** @description The clinic's local day; by default today */
                date?: string;
            };
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAgenda"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_v1_clinics__clinic_id__close_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-match"?: string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `practice-stays-open`: A doctor's own practice cannot be closed, and has no holidays and no other doctors. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    desk_v1_clinics__clinic_id__desk_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Desk"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_desk_v1_clinics__clinic_id__desk__desk_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                desk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. `step-up-required`: A recent proof of identity is required. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-at-clinic`: The maximum number of desk accounts, displays or clinics is reached. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_desk_v1_clinics__clinic_id__desk__desk_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                desk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. `step-up-required`: A recent proof of identity is required. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_displays_v1_clinics__clinic_id__displays_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Displays"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_display_v1_clinics__clinic_id__displays_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDisplay"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeDisplay"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-at-clinic`: The maximum number of desk accounts, displays or clinics is reached. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_display_v1_clinics__clinic_id__displays__display_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                display_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctors_v1_clinics__clinic_id__doctors_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicDoctors"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_doctor_v1_clinics__clinic_id__doctors__doctor_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `practice-stays-open`: A doctor's own practice cannot be closed, and has no holidays and no other doctors. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-at-clinic`: The maximum number of desk accounts, displays or clinics is reached. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_doctor_v1_clinics__clinic_id__doctors__doctor_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `clinic-in-use`: The clinic is still in use by the doctor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_holidays_v1_clinics__clinic_id__holidays_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_holiday_v1_clinics__clinic_id__holidays__day__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                /** @description The clinic's local day */
                day: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHoliday"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `practice-stays-open`: A doctor's own practice cannot be closed, and has no holidays and no other doctors. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_holiday_v1_clinics__clinic_id__holidays__day__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                /** @description The clinic's local day */
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holidays"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_again_v1_clinics__clinic_id__open_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-match"?: string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `practice-stays-open`: A doctor's own practice cannot be closed, and has no holidays and no other doctors. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_v1_clinics__clinic_id__patients_get: {
        parameters: {
            query: {
                /** @description Part of a name, or a complete telephone number, or a complete booking reference */
                q: string;
            };
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicPatients"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_v1_clinics__clinic_id__patients_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClinicPatient"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicPatient"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `phone-known`: A patient of the clinic already has this telephone number. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payments_v1_clinics__clinic_id__payments_get: {
        parameters: {
            query?: {
                /** @description The clinic's local day; by default today */
                date?: string;
            };
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payments"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_v1_clinics__clinic_id__payments_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_queue_v1_clinics__clinic_id__queue_get: {
        parameters: {
            query?: {
                /** @description The clinic's local day; by default today */
                date?: string;
            };
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_number_v1_clinics__clinic_id__queue_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-in-queue`: The patient already has a number in this queue. `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_ticket_v1_clinics__clinic_id__queue__ticket_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-in-queue`: The patient already has a number in this queue. `ticket-moved-on`: The queue number cannot go to this state from its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receipt_v1_clinics__clinic_id__receipts__year___number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
                /** @description The receipt number */
                number: number;
                /** @description The year of the receipt number */
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_back_v1_clinics__clinic_id__receipts__year___number__take_back_post: {
        parameters: {
            query?: never;
            header: {
                /** @description A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID */
                "Idempotency-Key": string;
            };
            path: {
                clinic_id: string;
                /** @description The receipt number */
                number: number;
                /** @description The year of the receipt number */
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBack"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description `idempotency-key-missing`: The Idempotency-Key header is missing. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-taken-back`: This payment was already reversed. `request-in-progress`: The same request is still in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This Idempotency-Key was used for another request. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    free_times_v1_clinics__clinic_id__times_get: {
        parameters: {
            query?: {
                /** @description A consultation type of one of the doctors. The slots of the other doctors are for their default types */
                consultation_type_id?: string;
                /** @description The clinic's local day; by default today */
                date?: string;
            };
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicTimes"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upcoming_v1_clinics__clinic_id__upcoming_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upcoming"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consent_notice_v1_consent_notice_get: {
        parameters: {
            query?: {
                /** @description The language of the notice */
                locale?: "en" | "hi";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    display_v1_display_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of the display */
                "AMRUTAM-Display"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisplayedQueue"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_v1_doctors_get: {
        parameters: {
            query?: {
                /** @description `false` lists the doctors who are not approved, oldest first. Only administrators may send it, and with no other parameters than `limit` and `cursor` */
                approved?: boolean | string;
                /** @description Only doctors with an available slot on this day, in the doctor's time zone */
                available_on?: string;
                /** @description Only doctors whose own practice, or a clinic where they work, is in this city; the city is given by slug or name. The next available slots are then those in this city and those online */
                city?: string;
                /** @description Only doctors who see patients at this clinic. The next available slots are then those at the clinic, or with `mode=online` those online */
                clinic?: string;
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description Only doctors of this gender */
                gender?: ("female" | "male" | "other") | string;
                /** @description Only doctors who speak this language, by name or ISO 639 code */
                language?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
                /** @description Only doctors whose default consultation type costs at most this much, in minor units (paise); currencies are not converted */
                max_fee?: number | string;
                /** @description Only doctors who offer visits in this mode */
                mode?: ("online" | "in_person") | string;
                /** @description Words of a name, specialization, concern or city; spelling mistakes are tolerated */
                q?: string;
                /** @description Order of the doctors: `next_available` the earliest first, `fee` the lowest fee of the default consultation type first (amounts in minor units; currencies are not converted), `experience` and `rating` the highest first. Without this parameter the order is by relevance if `q` contains a word, otherwise by `next_available` */
                sort?: ("next_available" | "fee" | "experience" | "rating") | string;
                /** @description Only doctors of this specialization, by slug or name */
                specialization?: string;
            };
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The URL of the next page, with `rel=next` */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorPage"] | components["schemas"]["WaitingPage"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_v1_doctors_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDoctor"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `registration-taken`: Another doctor has this registration number. `account-not-linkable`: The account cannot be linked to this doctor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    profile_v1_doctors__doctor_id__get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
                /** @description The version that the client has: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-none-match"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description The version in the If-None-Match header is still the present one */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_v1_doctors__doctor_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-match"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoctorChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `field-not-yours`: Only an administrator may change these fields. `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `registration-taken`: Another doctor has this registration number. `account-not-linkable`: The account cannot be linked to this doctor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_place_v1_doctors__doctor_id__admission_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `place` of an earlier answer */
                "AMRUTAM-Place"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_place_v1_doctors__doctor_id__admission_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `place` of an earlier answer */
                "AMRUTAM-Place"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-places`: Your network address has the maximum number of places in the queue. `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_up_v1_doctors__doctor_id__admission_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `place` of an earlier answer */
                "AMRUTAM-Place"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agenda_v1_doctors__doctor_id__agenda_get: {
        parameters: {
            query?: {
                /** @description The doctor's local day; by default today */
                date?: string;
            };
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaAnswer"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve_v1_doctors__doctor_id__approve_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calendar_link_v1_doctors__doctor_id__calendar_link_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarLinkView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_calendar_link_v1_doctors__doctor_id__calendar_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCalendarLinkView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_calendar_link_v1_doctors__doctor_id__calendar_link_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_exceptions_v1_doctors__doctor_id__exceptions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionList"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_exception_v1_doctors__doctor_id__exceptions_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionAdded"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `exception-exists`: The calendar already has this leave or these extra hours. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-exceptions`: The calendar has the maximum number of leaves and extra hours. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_exception_v1_doctors__doctor_id__exceptions__exception_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
                exception_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarChanged"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_exception_v1_doctors__doctor_id__exceptions_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExceptionDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarChanged"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_handover_v1_doctors__doctor_id__handover_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Handover"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpcomingVisits"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lateness_v1_doctors__doctor_id__lateness_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatenessView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lateness_v1_doctors__doctor_id__lateness_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LatenessRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatenessView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_photo_v1_doctors__doctor_id__photo_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorPhoto"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `photo-refused`: The photo cannot be used. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `photos-not-installed`: This server does not accept photos. `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_photo_v1_doctors__doctor_id__photo_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_photo_v1_doctors__doctor_id__photo__photo__webp_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
                /** @description The version of the photo */
                photo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_rush_v1_doctors__doctor_id__rush_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RushView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_rush_v1_doctors__doctor_id__rush_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RushChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RushView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schedule_v1_doctors__doctor_id__schedule_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_schedule_v1_doctors__doctor_id__schedule_put: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that you last read: a value of the ETag header such as `"3"`, a list of such values, or `*` for any version */
                "if-match": string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleChanged"];
                };
            };
            /** @description `if-match-required`: The If-Match header must name the version to change. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_schedule_v1_doctors__doctor_id__schedule_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDocument"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    slots_v1_doctors__doctor_id__slots_get: {
        parameters: {
            query?: {
                /** @description Id of the consultation type; by default the doctor's default type */
                consultation_type?: string;
                /** @description First day, in the doctor's time zone; by default today */
                from?: string;
                /** @description Id of an appointment of the caller that is to be moved; its own slot then counts as available */
                reschedules?: string;
                /** @description Last day, in the doctor's time zone, inclusive; by default six days after `from` */
                to?: string;
            };
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotsAnswer"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The doctor or the appointment does not exist, or the doctor is not approved. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The dates or ids are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The database is unreachable, or the doctor's times change faster than they can be read. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspend_v1_doctors__doctor_id__suspend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Suspension"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorAnswer"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upcoming_v1_doctors__doctor_id__upcoming_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpcomingVisits"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_v1_holds_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-taken`: The slot is already held or booked. `admission-required`: Many people want to book this doctor now: take a place in the queue first. `not-booked`: The appointment is no longer booked. `already-started`: The appointment has already started. `too-late-to-change`: It is too late to move or cancel this appointment. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `slot-not-offered`: The doctor does not offer this time. `follow-up-not-offered`: The patient cannot book a follow-up for the chosen slot. `hold-not-for-this`: The hold is for another appointment or for a new booking. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-holds`: You already hold the maximum number of slots. `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_hold_v1_holds__hold_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold-expired`: The hold has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_hold_v1_holds__hold_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_code_v1_holds__hold_id__code_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold-expired`: The hold has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-contact`: There is no address to send a code to. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extend_hold_v1_holds__hold_id__extend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold-expired`: The hold has ended. `no-more-extensions`: This hold cannot be extended again. `not-yet`: It is too early for this step. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_account_v1_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_own_account_v1_me_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_clinics_v1_me_clinics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnClinics"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_v1_me_close_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `wrong-code`: The code is wrong or no longer valid. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `staff-account`: Only an administrator can close an account of staff. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_own_code_v1_me_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnCodeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-unavailable`: The platform cannot send messages through this channel. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_consents_v1_me_consents_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_consent_v1_me_consents__version__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A version of the consent notice */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_consent_v1_me_consents__version__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A version of the consent notice */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_email_change_v1_me_email_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description `wrong-code`: The code is wrong or no longer valid. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-taken`: An account with this e-mail address already exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_email_change_v1_me_email_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEmail"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-unavailable`: The platform cannot send messages through this channel. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_v1_me_export_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finish_factor_v1_me_factor_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorView"];
                };
            };
            /** @description `wrong-credentials`: The e-mail address, password or second factor is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_factor_v1_me_factor_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingFactor"];
                };
            };
            /** @description `wrong-credentials`: The e-mail address, password or second factor is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_passkey_v1_me_passkey_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_passkeys_v1_me_passkeys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_passkey_v1_me_passkeys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyMade"];
                };
            };
            /** @description `passkey-refused`: The passkey is not accepted. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-unavailable`: Passkeys are not available at an IP address: use the password and the authenticator's code. `too-many-passkeys`: The account has the maximum number of passkeys. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_passkey_v1_me_passkeys__passkey_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_passkey_v1_me_passkeys__passkey_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyName"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password_v1_me_password_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `wrong-credentials`: The e-mail address, password or second factor is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-wrong-passwords`: The password was wrong too often in this session. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `weak-password`: The password is too easy to guess. `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_patients_v1_me_patients_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatientsView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_patient_v1_me_patients_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPatient"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["amrutam__accounts__schemas__PatientView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-patients`: The account has the maximum number of patients. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_patient_v1_me_patients__patient_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `own-patient`: The owner of an account cannot be removed from it. `patient-has-visits`: The family member has a booked visit. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_patient_v1_me_patients__patient_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatientChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["amrutam__accounts__schemas__PatientView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recovery_codes_v1_me_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description `wrong-credentials`: The e-mail address, password or second factor is wrong. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    own_sessions_v1_me_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessions"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_own_session_v1_me_sessions__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctors_v1_operations_doctors_get: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
                /** @description Only doctors whose name contains this text or whose registration number begins with it */
                q?: string;
                /** @description Only doctors in this state. `draft`: the doctor has no weekly hours yet; `waiting`: the doctor waits for approval */
                state?: "draft" | "waiting" | "approved" | "suspended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Directory"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctor_v1_operations_doctors__doctor_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorOfStaff"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_v1_operations_doctors__doctor_id__account_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                doctor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoctorInvitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. `step-up-required`: A recent proof of identity is required. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-taken`: An account with this e-mail address already exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overview_v1_operations_overview_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overview_csv_v1_operations_overview__table__csv_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The table to read */
                table: "days" | "doctors" | "specializations";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_reads_v1_operations_record_reads_get: {
        parameters: {
            query?: {
                /** @description Only reads by the account with this id */
                account_id?: string;
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordReads"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_changes_v1_operations_setting_changes_get: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingChanges"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_settings_v1_operations_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingList"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_setting_v1_operations_settings__setting__put: {
        parameters: {
            query?: never;
            header: {
                /** @description The `version` that you last read, for example `"3"`. `*` is refused, because a change must name the version that it replaces */
                "if-match": string;
            };
            path: {
                /** @description The name of the setting */
                setting: "open_per_doctor" | "open_per_account" | "open_per_family_member" | "open_per_account_at_most" | "made_per_day" | "therapies" | "moves_per_appointment" | "changes_per_day" | "patients_per_account" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extensions" | "attendance_hours_before" | "reopen_hours" | "proposal_hours" | "video_opens_minutes" | "video_closes_minutes" | "rush_hours" | "doctor_max_clinics" | "clinic_max_desk";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSettingValue"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description `if-match-required`: The If-Match header must name the version to change. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. `step-up-required`: A recent proof of identity is required. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_setting_v1_operations_settings__setting__delete: {
        parameters: {
            query?: never;
            header: {
                /** @description The `version` that you last read, for example `"3"`. `*` is refused, because a change must name the version that it replaces */
                "if-match": string;
            };
            path: {
                /** @description The name of the setting */
                setting: "open_per_doctor" | "open_per_account" | "open_per_family_member" | "open_per_account_at_most" | "made_per_day" | "therapies" | "moves_per_appointment" | "changes_per_day" | "patients_per_account" | "holds_per_account" | "holds_per_address" | "hold_seconds" | "hold_extensions" | "attendance_hours_before" | "reopen_hours" | "proposal_hours" | "video_opens_minutes" | "video_closes_minutes" | "rush_hours" | "doctor_max_clinics" | "clinic_max_desk";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description The version of the answer, for example `"3"`. A proxy that compresses may send it as `W/"3"` or `"3-gzip"`; If-Match and If-None-Match take each of these for the same version. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingView"];
                };
            };
            /** @description `if-match-required`: The If-Match header must name the version to change. `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. `step-up-required`: A recent proof of identity is required. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: The record has changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tiles_v1_operations_tiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TilesView"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_ticket_v1_realtime_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    specializations_v1_specializations_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The value that this header had in the answer to the caller's last write. The answer to this request then includes that write. Browsers send the value as a cookie of the same name. */
                "AMRUTAM-Written"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specializations"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    staff_v1_staff_get: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page; left out for the first page */
                cursor?: string;
                /** @description The largest number of items in the answer */
                limit?: number;
                /** @description Only accounts with this role */
                role?: "doctor" | "admin" | "desk";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPage"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_v1_staff_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `address-taken`: An account with this e-mail address already exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_staff_v1_staff__account_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_staff_v1_staff__account_id__reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `account-disabled`: The staff account is disabled. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The request body has a media type that the endpoint does not take. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    staff_sessions_v1_staff__account_id__sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessions"];
                };
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_staff_sessions_v1_staff__account_id__sessions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in-required`: Sign-in is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `step-up-required`: A recent proof of identity is required. `not-allowed`: Your account may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: The resource was not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: The platform has an internal error. */
            500: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: A part of the platform is unavailable at the moment. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded. */
            503: {
                headers: {
                    "AMRUTAM-Written": components["headers"]["AMRUTAM-Written"];
                    /** @description Seconds to wait before the request is repeated */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
