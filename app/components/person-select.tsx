import { Field } from "./field.tsx";
import { Select } from "./inputs.tsx";

interface PersonSelectProps {
  label: string;
  name: string;
  /** The words of the empty choice: nobody, or everybody. */
  none: string;
  people: readonly { id: string; name: string }[];
  defaultValue: string;
}

/** One of the company's people, or none. */
export function PersonSelect({ label, name, none, people, defaultValue }: PersonSelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select name={name} defaultValue={defaultValue} {...control}>
          <option value="">{none}</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
