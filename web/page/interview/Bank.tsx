/** Questions to take along: a choice for this very talk, or a whole category of the bank. */
import { useMemo, useState } from "preact/hooks";
import type { Draft } from "../../shared/messages.ts";
import { type BankQuestion, questionKey, suggest, withOwn } from "../../shared/practice/bank.ts";
import { Icon } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft, nextRank } from "../drafts.ts";
import { newId } from "../../shared/ids.ts";
import { useOnce } from "../hooks/useOnce.ts";
import type { Interview, Question } from "../rows.ts";
import { themeWords } from "../words.ts";
import { useBankUse } from "./asking.ts";

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  /** At first: whoever has enough questions wants to see those. */
  readonly isOpen: boolean;
}

/** As many as one reads before choosing. */
const shownAtOnce = 5;
const forThisTalk = "";

export function Bank({ interview, questions, isOpen }: Props) {
  const [wasOpen] = useState(isOpen);
  const { value: used } = useBankUse(interview.contact, interview.id);
  const [category, setCategory] = useState(forThisTalk);
  const candidates = useMemo(() => withOwn(used ?? []), [used]);
  const offered = useMemo(() => {
    const prepared = questions.map(({ text }) => text);
    const asked = (used ?? []).filter((one) => one.isAskedOfThem).map(({ text }) => text);
    const uses = Object.fromEntries((used ?? []).map((one) => [one.text, one.prepared]));
    if (category === forThisTalk)
      return suggest(shownAtOnce, { prepared, asked, uses, candidates });
    const taken = new Set([...prepared, ...asked].map(questionKey));
    return candidates.filter(
      (one) => one.category === category && !taken.has(questionKey(one.text)),
    );
  }, [questions, used, candidates, category]);
  if (used === undefined) return null;
  const prepare = ({ category: of, text }: BankQuestion): Draft => {
    const data = { interview: interview.id, category: of, text, rank: nextRank(questions) };
    return draft("question.prepared", newId(), data, Date.now());
  };
  const all = [forThisTalk, ...new Set(candidates.map((one) => one.category))];
  return (
    <details class="section bank-section" open={wasOpen}>
      <summary>
        <h2>From the bank</h2>
        <Icon name="down" />
      </summary>
      <fieldset class="chips" aria-label="Which questions">
        {all.map((each) => (
          <button
            key={each}
            type="button"
            class="chip"
            aria-pressed={each === category}
            onClick={() => setCategory(each)}
          >
            {each === forThisTalk ? "For this talk" : themeWords(each)}
          </button>
        ))}
      </fieldset>
      <ul class="bank">
        {offered.map((question) => (
          <Offered key={question.id} question={question} prepare={prepare} />
        ))}
      </ul>
      {offered.length === 0 && <p class="quiet">All of these are on your list already.</p>}
    </details>
  );
}

interface OfferedProps {
  readonly question: BankQuestion;
  readonly prepare: (question: BankQuestion) => Draft;
}

function Offered({ question, prepare }: OfferedProps) {
  const act = useOnce(question);
  return (
    <li>
      <button
        type="button"
        class="bank-question"
        onClick={() => void act([prepare(question)], "Question added")}
      >
        <Icon name="plus" />
        <span class="question-words">
          <UserText text={question.text} />
          <span class="entry-meta">{themeWords(question.category)}</span>
        </span>
      </button>
    </li>
  );
}
