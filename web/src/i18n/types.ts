import type account from "../../messages/en/account.json";
import type appointments from "../../messages/en/appointments.json";
import type booking from "../../messages/en/booking.json";
import type family from "../../messages/en/family.json";
import type common from "../../messages/en/common.json";
import type doctor from "../../messages/en/doctor.json";
import type errors from "../../messages/en/errors.json";
import type home from "../../messages/en/home.json";
import type operations from "../../messages/en/operations.json";
import type practice from "../../messages/en/practice.json";
import type search from "../../messages/en/search.json";
import type session from "../../messages/en/session.json";
import type { Locale } from "./routing";

interface Catalogue {
  account: typeof account;
  appointments: typeof appointments;
  booking: typeof booking;
  family: typeof family;
  common: typeof common;
  doctor: typeof doctor;
  errors: typeof errors;
  home: typeof home;
  operations: typeof operations;
  practice: typeof practice;
  search: typeof search;
  session: typeof session;
}

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Catalogue;
  }
}
