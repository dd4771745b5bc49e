import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { Login, LoginRequest } from "#contract/transfer.ts";
import { listLogins, logIn, logOut } from "../../api/images.ts";

export const useLogins = create<{ readonly logins: readonly Login[] }>(() => ({ logins: [] }));

export async function refreshLogins(): Promise<void> {
  const answer = await listLogins();
  if (answer.ok) useLogins.setState({ logins: answer.value.logins });
}

/** Returns why the registry did not accept it. The password is not kept by the page. */
export async function logInto(login: LoginRequest): Promise<Problem | undefined> {
  const answer = await logIn(login);
  await refreshLogins();
  return answer.ok ? undefined : answer.problem;
}

export async function logOutOf(registry: string): Promise<void> {
  await logOut(registry);
  await refreshLogins();
}
