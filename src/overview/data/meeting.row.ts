/** A member of a board on the day of a meeting, with what was noted of them. Version 0: nothing was noted. */
export type RoomRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly voting: number;
  readonly presence: 'present' | 'apologies' | 'substitute' | 'absent' | null;
  readonly substitutePost: string | null;
  readonly interest: string | null;
  readonly version: number;
};

/** What a meeting decided, asked and asked for, in the order in which it was written down. */
export type RecordedRow = {
  readonly kind: 'decision' | 'challenge' | 'action';
  readonly ref: string;
  readonly itemId: string | null;
  readonly text: string;
  readonly type: string | null;
  readonly forLackOfQuorum: number;
  readonly who: string | null;
  readonly byName: string | null;
  readonly dueOn: string | null;
  readonly confidential: number;
  readonly at: string;
};
