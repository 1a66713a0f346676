import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Refusal } from "#domain/refusal.ts";
import { refusalResponse } from "#app/request.server.ts";

const nothingHere = (args: LoaderFunctionArgs | ActionFunctionArgs): never => {
  throw refusalResponse(new Refusal("not-found", "no route"), args);
};
export const loader = nothingHere;
export const action = nothingHere;

export default function NothingHere() {
  return null;
}
