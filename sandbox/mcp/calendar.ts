import type { SandboxTool } from './tool';

const HOURS = ['09:00', '10:30', '13:00', '14:30', '16:00'];

export interface Appointment {
  date: string;
  time: string;
  name: string;
}

/** A calendar: free times, and appointments that are really booked until the sandbox stops. */
export function calendar(appointments: Appointment[]): readonly SandboxTool[] {
  const freeOn = (date: string) =>
    HOURS.filter((time) => !appointments.some((taken) => taken.date === date && taken.time === time));
  return [
    {
      name: 'find_free_times',
      title: 'Find free times',
      description: 'Lists the free times for an appointment on a day.',
      takes: { date: { type: 'string', description: 'The day as YYYY-MM-DD.' } },
      isReadOnly: true,
      run: ({ date = '' }) => ({ text: `Free on ${date}: ${freeOn(date).join(', ') || 'nothing'}.` }),
    },
    {
      name: 'book_appointment',
      title: 'Book an appointment',
      description: 'Books an appointment for somebody on a day at a free time.',
      takes: {
        date: { type: 'string', description: 'The day as YYYY-MM-DD.' },
        time: { type: 'string', description: 'The time as HH:MM.' },
        name: { type: 'string', description: 'Who comes.' },
      },
      isReadOnly: false,
      run: ({ date = '', time = '', name = '' }) => {
        if (!freeOn(date).includes(time)) return { text: `${time} on ${date} is not free.`, isError: true };
        appointments.push({ date, time, name });
        return { text: `Booked: ${name}, ${date} at ${time}.` };
      },
    },
  ];
}
