/** A heading of the instructions and the lines below it. */
export interface Section {
  heading: string;
  /** True when the section says how to behave, which is not for telling. */
  isBehaviour: boolean;
  lines: string[];
}

const HEADING = /^#{1,6}\s+(.+?)\s*#*$/;

const BEHAVIOUR_HEADING =
  /^(?:how\b|who you are|what you (?:do|must|never)\b|.*\brules?$|now$|style|tone|voice|persona|safety|urgent|hand(?:ing)?[- ]?over|escalat|when\b|if\b|before\b|language|guardrails|limits|wie du|wer du bist|regeln|stil|ton\b|übergabe|wenn\b)/i;

/** A bare "What you do" introduces all instructions, knowledge included. */
const INTRODUCES_ALL = /^what you do$/i;

/** Splits Markdown into its sections; what stands before the first heading is a section without one. */
export function toSections(instructions: string): Section[] {
  const sections: Section[] = [{ heading: '', isBehaviour: false, lines: [] }];
  for (const raw of splitAnswers(instructions).split('\n')) {
    const line = raw.trim();
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) {
      const isBehaviour = BEHAVIOUR_HEADING.test(heading) && !INTRODUCES_ALL.test(heading);
      sections.push({ heading, isBehaviour, lines: [] });
    } else if (line !== '') {
      sections.at(-1)?.lines.push(withoutBullet(line));
    }
  }
  return sections;
}

function withoutBullet(line: string): string {
  return line.replace(/^(?:[-*•]|\d+[.)])\s+/, '').replaceAll('**', '');
}

/** `Q: … A: …` may stand in one line. */
function splitAnswers(text: string): string {
  return text.replace(/^(\s*(?:[-*•]\s*)?(?:q|question|frage)\s*:.*?[?.])\s+((?:a|answer|antwort)\s*:)/gim, '$1\n$2');
}
