import { api } from "./browser";
import { answer, type Schemas } from "./client";

interface AttendanceStep {
  visit: { id: string; version: number };
  attendance: Schemas["AppointmentView"]["attendance"];
}

/** Records where a patient is; for `useRepeatable`. */
export const recordingAttendance = {
  entries: ({ visit: { id }, attendance }: AttendanceStep) => [id, attendance],
  send: ({ visit: { id, version }, attendance }: AttendanceStep): Promise<unknown> => {
    const params = { path: { appointment_id: id }, header: { "If-Match": `"${version}"` } };
    return answer(api.PUT("/v1/appointments/{appointment_id}/attendance", { params, body: { attendance } }));
  },
  done: async ({ visit: { id }, attendance }: AttendanceStep): Promise<unknown> => {
    const now = await answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
    return now.attendance === attendance ? now : null;
  },
  tries: 1,
};
