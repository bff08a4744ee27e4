import { z } from 'zod';
import { memberProcedure, publicProcedure, router } from './trpc';

const airport = z.string().length(3).regex(/^[A-Z]{3}$/);
const cabin = z.enum(['SAVER', 'CLASSIC', 'FLEX']);

const passengers = z.object({
  adults: z.number().int().min(1).max(9).default(1),
  children: z.number().int().min(0).max(8).default(0),
  infants: z.number().int().min(0).max(4).default(0),
});

const searchInput = z.object({
  origin: airport,
  destination: airport,
  outbound: z.string().date(),
  inbound: z.string().date().optional(),
  passengers,
  promotion: z.string().max(16).optional(),
});

/** What the search page shows, already in the language of the visitor. */
export const offers = router({
  search: publicProcedure
    .input(searchInput)
    .query(({ input, ctx }) => ctx.offers.shop(input, ctx.locale)),

  /** Cheapest price per day, for the calendar; at most 62 days. */
  calendar: publicProcedure
    .input(searchInput.pick({ origin: true, destination: true }).extend({
      month: z.string().regex(/^\d{4}-\d{2}$/),
    }))
    .query(({ input, ctx }) => ctx.offers.lowestPerDay(input)),

  select: publicProcedure
    .input(z.object({ offerId: z.string().uuid(), cabin }))
    .mutation(({ input, ctx }) => ctx.basket.replace(input)),
});

export const orders = router({
  byReference: publicProcedure
    .input(z.object({ reference: z.string().length(6), lastName: z.string().min(1) }))
    .query(({ input, ctx }) => ctx.booking.findOrder(input)),

  checkout: publicProcedure
    .input(z.object({ basketId: z.string().uuid(), paymentToken: z.string() }))
    .mutation(({ input, ctx }) => ctx.booking.createOrder(input, { idempotencyKey: input.basketId })),

  /** Only for signed-in members: the last two years of journeys. */
  history: memberProcedure
    .input(z.object({ cursor: z.string().nullish(), limit: z.number().int().max(50).default(20) }))
    .query(({ input, ctx }) => ctx.booking.ordersOf(ctx.member.id, input)),
});

export const flights = router({
  status: publicProcedure
    .input(z.object({ flight: z.string().regex(/^LK\d{1,4}$/), date: z.string().date() }))
    .query(({ input, ctx }) => ctx.flightStatus.byFlight(input)),

  /** Server-sent events while the tab is visible. */
  watch: publicProcedure
    .input(z.object({ flight: z.string(), date: z.string().date() }))
    .subscription(({ input, ctx }) => ctx.flightStatus.watch(input)),
});

export const member = router({
  profile: memberProcedure.query(({ ctx }) => ctx.circle.member(ctx.member.id)),
  useVoucher: memberProcedure
    .input(z.object({ basketId: z.string().uuid(), code: z.string().length(12) }))
    .mutation(({ input, ctx }) => ctx.basket.applyVoucher(input)),
});

export const appRouter = router({ offers, orders, flights, member });
export type AppRouter = typeof appRouter;
