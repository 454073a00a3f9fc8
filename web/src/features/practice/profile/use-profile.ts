"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";

import { changeOf, profileDraftOf, profileFaults, type ProfileDraft } from "./profile-draft";

type Doctor = Schemas["DoctorAnswer"];

/** A profile in the editor, which is saved only over the version that was read. */
export function useProfile(initial: Doctor, initialTag: string | null) {
  const path = { doctor_id: initial.id };
  const [draft, setDraft] = useState<ProfileDraft>(() => profileDraftOf(initial));
  const [tag, setTag] = useState(initialTag);

  const take = async (call: Promise<{ data?: Doctor; error?: unknown; response: Response }>) => {
    const called = await call;
    setDraft(profileDraftOf(await answer(Promise.resolve(called))));
    setTag(called.response.headers.get("etag"));
  };
  const save = useMutation({
    mutationFn: () => {
      const header = tag ? { "if-match": tag } : {};
      return take(api.PATCH("/v1/doctors/{doctor_id}", { params: { path, header }, body: changeOf(draft) }));
    },
  });
  const reload = useMutation({
    mutationFn: () => take(api.GET("/v1/doctors/{doctor_id}", { params: { path } })),
    onSuccess: () => save.reset(),
  });
  return {
    draft,
    faults: profileFaults(draft),
    save,
    reload,
    change: (some: Partial<ProfileDraft>) => {
      setDraft({ ...draft, ...some });
      save.reset();
      reload.reset();
    },
  };
}
