import type { Asked } from "#app/request.server.ts";
import type { Services, Visit } from "#app/context.ts";
import { acceptEngagement } from "#db/engagements.ts";
import { landingOf, tokenHash, type InvitationDetail, type Landing } from "#db/links.ts";
import { findLink, findPractice } from "#db/lookup.ts";
import { acceptInvitation } from "#db/people.ts";
import { acceptPracticeInvitation, foundPractice, practiceMembersOf, practiceOf, practicesOf } from "#db/practices.ts";
import { withPerson, withPractice, withTenant } from "#db/tenant.ts";
import { formatDay, formatMoment } from "#domain/format.ts";
import { isMadeOutTo, linkStateOf, maskedAddress } from "#domain/link.ts";
import { Refusal } from "#domain/refusal.ts";

/** A link with what it opens, whichever of the three kinds it is. */
type Found = Landing & { detail: InvitationDetail; tenantId: string; place: { to: string; name: string } };

async function findLanding(services: Services, token: string, readerId: string | null): Promise<Found | undefined> {
  const found = await findLink(services.db, tokenHash(token));
  if (!found) return undefined;
  const { tenantId, linkId } = found;
  const landing = await withTenant(services.db, found, (trx) => landingOf(trx, linkId, readerId));
  const { detail } = landing;
  // one that asks a question lets nobody in
  if (detail.for === "question") return undefined;
  if (detail.for !== "practice")
    return { ...landing, detail, tenantId, place: { to: `/c/${landing.slug}`, name: landing.company } };
  return withPractice(services.db, detail, async (trx) => {
    const { slug, name } = await practiceOf(trx, detail.practiceId);
    const isMember = (await practiceMembersOf(trx)).some(({ personId }) => personId === readerId);
    return { ...landing, detail, isMember, inviter: detail.inviter, tenantId, place: { to: `/p/${slug}`, name } };
  });
}

const statuses = { open: 200, "wrong-person": 403, member: 200, unknown: 404 } as const;

/** What the page behind a link says to this reader, and its status. Nothing that the link does not open. */
export async function pageOf({ services, visit }: { services: Services; visit: Visit }, token: string) {
  const { person, language, now } = visit;
  const landing = await findLanding(services, token, person?.id ?? null);
  if (!landing) return { status: statuses.unknown, page: { state: "unknown" } as const };
  const { detail, inviter, place, expiresAt, zone } = landing;
  const about = { for: detail.for, place: place.name, inviter, until: formatMoment(language, zone, expiresAt) };
  const state = linkStateOf(landing, now);
  const isAccepted =
    person !== null && landing.usedBy === person.id && (landing.isMember || detail.for === "engagement");
  if (isAccepted) return { status: 200, page: { ...about, state: "accepted", to: place.to } as const };
  if (state !== "live") return { status: 410, page: { ...about, state } as const };
  const email = detail.email && maskedAddress(detail.email);
  if (person && email && !isMadeOutTo(detail.email, person.email))
    return {
      status: statuses["wrong-person"],
      page: { ...about, state: "wrong-person", email, yours: person.email } as const,
    };
  if (landing.isMember && detail.for !== "engagement")
    return { status: statuses.member, page: { ...about, state: "member", to: place.to } as const };
  const isForPractice = detail.for === "engagement";
  return {
    status: statuses.open,
    page: {
      ...about,
      state: "open",
      role: isForPractice ? null : detail.role,
      endsOn: isForPractice && detail.endsOn ? formatDay(language, detail.endsOn) : null,
      email,
      reader: person && { name: person.name, email: person.email },
      practices: person && isForPractice ? await withPerson(services.db, { personId: person.id }, practicesOf) : [],
      canSignUp: services.settings.signUp !== "closed",
      formKey: crypto.randomUUID(),
    } as const,
  };
}

/** Whom an engagement is accepted for: a practice by its slug, or a new one. */
export type Chosen = { practice: string } | { key: string; name: string } | null;

/**
 * Accepts what a link offers.
 * @returns where it leads
 * @throws {Refusal} not-found, wrong-person, already-member, link-used, link-expired
 */
export async function acceptLink(
  { services, person, address, now }: Asked,
  token: string,
  chosen: Chosen,
): Promise<string> {
  const landing = await findLanding(services, token, person.id);
  if (!landing) throw new Refusal("not-found", "no such link");
  const { tenantId, linkId, detail, place, zone } = landing;
  if (landing.usedBy === person.id) return place.to; // a form that was sent twice
  const { db } = services;
  const act = { address, now };
  switch (detail.for) {
    case "company":
      await withTenant(db, { tenantId }, (trx) => acceptInvitation(trx, linkId, person, act));
      return place.to;
    case "practice":
      await acceptPracticeInvitation(db, { linkId, practiceId: detail.practiceId, person }, act);
      return place.to;
    case "engagement": {
      if (!chosen) throw new Refusal("invalid-form", "no practice chosen");
      // looked at before a practice is founded for it
      const isGood = linkStateOf(landing, now) === "live" && isMadeOutTo(detail.email, person.email);
      const practiceId =
        "practice" in chosen
          ? (await findPractice(db, { personId: person.id, slug: chosen.practice }))?.practiceId
          : isGood && (await foundPractice(db, { ...chosen, owner: person }, act)).practiceId;
      if (practiceId === undefined) throw new Refusal("not-found", "no such practice, or not theirs");
      if (practiceId === false) throw new Refusal("link-used", `link ${linkId} is not good any more`);
      await acceptEngagement(db, { tenantId, zone, linkId, practiceId, person }, act);
      return place.to;
    }
  }
}
