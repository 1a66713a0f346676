import { readFileSync } from "node:fs";
import { dataPlacesOf, repositoryIn } from "#domain/data-places.ts";
import type { Settings } from "#domain/settings.schema.ts";

/** What the page about this installation says of it. */
export function installationOf(settings: Settings) {
  return {
    places: dataPlacesOf(settings),
    sourceUrl: settings.sourceUrl ?? repositoryIn(JSON.parse(readFileSync("package.json", "utf8"))),
  };
}
