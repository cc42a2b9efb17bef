/** One question to the notebook, asked again whenever what its answer was read from has changed. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AsOf, Parameters, QueryName, ReplyByTag, Request, Row } from "../../shared/messages";
import { stampOf } from "../changes.ts";
import { answered } from "../history/moment.ts";
import { useMoment } from "../history/present.ts";
import { useNotebook, wordsOf } from "../notebook.ts";

export interface Answer<T> {
  /** Undefined until the first answer to this very question is there. */
  readonly value: T | undefined;
  /** Why there is no answer, in words. */
  readonly problem: string | null;
}

type Question = Extract<Request, { readonly tag: "ask" | "agenda" | "search" }>;

type Rows = ReplyByTag[Question["tag"]];

/** Rows of a query; `read` must be one of rows.ts, the same at every call. */
export function useRows<T>(
  name: QueryName,
  parameters: Parameters,
  read: (row: Row) => T,
  as_of?: AsOf,
): Answer<readonly T[]> {
  return useAnswer({ tag: "ask", name, parameters, as_of }, read);
}

/**
 * About the moment that is looked at, unless the question itself says when.
 *
 * `kin`: questions of one kin may show each other's answers until their own arrives, such as the
 * next letter typed into a search. Without it, a screen never shows another question's answer.
 */
export function useAnswer<T>(
  question: Question,
  read: (row: Row) => T,
  kin: string = JSON.stringify(question),
): Answer<readonly T[]> {
  const { changes, engine } = useNotebook();
  const moment = useMoment();
  const asked = question.as_of === undefined ? { ...question, as_of: moment } : question;
  const key = JSON.stringify(asked);
  const latest = stampOf(changes.value, engine.readsOf(asked));
  // Asked anew for another question, or after a change of what the last answer was read from.
  const asking = useRef({ key: "", count: -1 });
  if (asking.current.key !== key || asking.current.count < latest) {
    asking.current = { key, count: changes.value.count };
  }
  // From day to day the last picture stays until the next is there; from now to then it does not.
  const family = `${kin} ${moment?.axis}`;
  const [state, setState] = useState<{ readonly family: string } & Answer<readonly T[]>>();

  // Before the next frame: whoever passes over days finds that this one is being asked about.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asking` stands for the question's content and for what has changed; `read` never changes.
  useLayoutEffect(() => {
    let isStale = false;
    const answer = engine.request(asked);
    (asked.as_of === undefined ? answer : answered(answer)).then(
      (rows: Rows) => {
        if (!isStale) setState({ family, value: rows.map(read), problem: null });
      },
      (error: unknown) => {
        if (!isStale) setState({ family, value: undefined, problem: wordsOf(error) });
      },
    );
    return () => {
      isStale = true;
    };
  }, [engine, asking.current]);

  return state?.family === family ? state : { value: undefined, problem: null };
}
