// Writes the problem codes of the contract as a type, which no generator does.
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings

def contract = new File(project.properties['contract.copy'] as String)
def file = new File(project.properties['contract.generated'] as String, 'problem-codes.ts')
def problems = contract.withInputStream { new Load(LoadSettings.builder().build()).loadFromInputStream(it) }['x-problems']
def text = """\
/** The problems that a server of this version answers; a later one may know more. */
export type ProblemCode =
${problems.collect { "  | '${it.code}'" }.join('\n')};
"""
if (!file.exists() || file.text != text) {
    file.text = text
}
