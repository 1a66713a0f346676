import type { LoaderFunctionArgs } from "@remix-run/node";
import type { CompanyList } from "#app/components/shell.tsx";
import { asPerson } from "#app/request.server.ts";
import { companiesOf } from "#db/companies.ts";
import { practicesOf } from "#db/practices.ts";
import { toldApart } from "#domain/company.ts";

/** For the switch in the frame, when it is opened: `?at=` names the place where one is. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const at = new URL(args.request.url).searchParams.get("at");
  return asPerson(args, async (trx) => {
    const places = [
      ...toldApart(await companiesOf(trx)).map(({ slug, name }) => ({ to: `/c/${slug}`, name })),
      ...toldApart(await practicesOf(trx)).map(({ slug, name }) => ({ to: `/p/${slug}`, name })),
    ];
    const list: CompanyList = { companies: places.map((place) => ({ ...place, current: place.to === at })) };
    return Response.json(list);
  });
}
