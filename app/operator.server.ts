import { Refusal } from "#domain/refusal.ts";
import { answering, type Asked, type RouteArgs } from "./request.server.ts";

/** For the operator's pages that ask others than the database, so outside any transaction. To everybody else they do not exist. */
export function forOperator<T>(args: RouteArgs, work: (asked: Asked) => Promise<T>): Promise<T> {
  return answering(args, async (asked) => {
    if (!asked.person.isOperator) throw new Refusal("not-found", "not the operator");
    return work(asked);
  });
}
