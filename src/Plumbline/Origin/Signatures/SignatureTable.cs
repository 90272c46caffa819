using static Plumbline.Origin.Signatures.MarkPlace;
using static Plumbline.Origin.Signatures.ModelReading;
using static Plumbline.Origin.Signatures.SignatureKind;
using static Plumbline.Origin.Signatures.SignatureSource;

namespace Plumbline.Origin.Signatures;

/// <summary>
/// Every mark that is known, the special before the general: of several that match one text the first counts. A domain of a vendor is never
/// a mark, because its employees commit under it, nor is a name without its address.
/// </summary>
internal static class SignatureTable
{
    /// <summary>The one mark that says how much of its commit a tool wrote.</summary>
    public const string EntireShare = "entire-attribution";

    private const MarkPlace Identities = Author | Committer | CoAuthor;
    private const MarkPlace Hands = Author | CoAuthor;

    public static IReadOnlyList<Signature> All { get; } =
    [
        // Anthropic
        new("goose-anthropic", "Goose", Agent, Hands, "goose <noreply@anthropic.com>") { Source = Reported, Examples = ["goose <noreply@anthropic.com>"] },
        new("claude", "Claude Code", Agent, Identities, "* <noreply@anthropic.com>")
        {
            Model = Name,
            Examples =
            [
                "Claude <noreply@anthropic.com>", "Claude Opus 4.6 <noreply@anthropic.com>", "Claude Sonnet 4.5 <noreply@anthropic.com>",
                "Claude Opus 4.6 (1M context) <noreply@anthropic.com>", "Claude Fable 5 <noreply@anthropic.com>", "Claude Code <noreply@anthropic.com>",
                "Assistant <noreply@anthropic.com>", "Claude Code 2.1.63 / Claude Opus 4.6 <noreply@anthropic.com>",
            ],
            CounterExamples = ["Ann Employee <ann@anthropic.com>", "Claude Paroz <claude@example.org>", "claude89757 <138977524+claude89757@users.noreply.github.com>"],
        },
        new("claude-app", "Claude Code", Agent, Identities, "* <209825114+*@users.noreply.github.com>") { Examples = ["claude[bot] <209825114+claude[bot]@users.noreply.github.com>"] },
        new("claude-app-anthropic", "Claude Code", Agent, Identities, "* <215619710+*@users.noreply.github.com>") { Source = Documented, Examples = ["anthropic-claude[bot] <215619710+anthropic-claude[bot]@users.noreply.github.com>"] },
        new("claude-action", "Claude Code", Agent, Identities, "* <208546643+*@users.noreply.github.com>") { Source = Documented, Examples = ["claude-code-action[bot] <208546643+claude-code-action[bot]@users.noreply.github.com>"] },
        new("claude-account", "Claude Code", Agent, Identities, "* <242468646+*@users.noreply.github.com>") { Source = Documented, Examples = ["Claude <242468646+Claude@users.noreply.github.com>"] },
        new("claude-footer", "Claude Code", Session, Line, "Generated with [Claude Code](https://claude.com/claude-code)*") { Examples = ["🤖 Generated with [Claude Code](https://claude.com/claude-code)", "🦉 Generated with [Claude Code](https://claude.com/claude-code)"] },
        new("claude-footer-old", "Claude Code", Session, Line, "Generated with [Claude Code](https://claude.ai/*)*") { Examples = ["🤖 Generated with [Claude Code](https://claude.ai/code)", "🤖 Generated with [Claude Code](https://claude.ai/claude-code)"] },
        new("claude-footer-bare", "Claude Code", Session, Line, "Generated with Claude Code")
        {
            Examples = ["Generated with Claude Code", "🤖 Generated with Claude Code"],
            CounterExamples = ["This was not generated with Claude Code", "Generated with Claude Code in mind, but by hand"],
        },
        new("claude-session", "Claude Code", Session, Line, "Claude-Session: {session}") { Examples = ["Claude-Session: https://claude.ai/code/session_011CUabc"] },
        new("claude-session-url", "Claude Code", Session, Line, "https://claude.ai/code/session_*") { Examples = ["https://claude.ai/code/session_011CUabc"], CounterExamples = ["See https://claude.ai/code/session_011CUabc for the report"] },
        new("claude-generated-by", "Claude Code", Session, Line, "Claude-Generated-By: {value}") { Model = Value, Examples = ["Claude-Generated-By: Claude Code (cli/claude-opus-4-5=100%)"] },

        // GitHub Copilot
        new("copilot-agent", "Copilot coding agent", Agent, Identities, "* <198982749+*@users.noreply.github.com>")
        {
            Since = new(2025, 5, 20),
            Examples = ["copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>", "Copilot <198982749+Copilot@users.noreply.github.com>"],
        },
        new("copilot-agent-logs", "Copilot coding agent", Session, Line, "Agent-Logs-Url: {session}") { Since = new(2026, 3, 20), Examples = ["Agent-Logs-Url: https://github.com/microsoft/testfx/sessions/0d8f7d8e-1c55-4d8f-b8d4-8a21b9b3a4f0"] },
        new("copilot", "Copilot", Agent, Identities, "Copilot* <223556219+*@users.noreply.github.com>")
        {
            Since = new(2026, 2, 13),
            Examples = ["Copilot <223556219+Copilot@users.noreply.github.com>", "Copilot App <223556219+Copilot@users.noreply.github.com>"],
        },
        new("copilot-misnamed", "Copilot", Agent, Identities, "* <223556219+*@users.noreply.github.com>")
        {
            Since = new(2026, 2, 13),
            Doubt = "the address is the agent's and the name a person's: git is set up wrongly there",
            Examples = ["Sam Morrow <223556219+Copilot@users.noreply.github.com>"],
        },
        new("copilot-session", "Copilot", Session, Line, "Copilot-Session: {session}") { Since = new(2026, 7, 9), Examples = ["Copilot-Session: 5b4c2e1a-7f8d-4e9b-a1c3-2d4e6f8a0b1c"] },
        new("copilot-suggestion", "Copilot review", Assist, Identities, "* <175728472+*@users.noreply.github.com>")
        {
            Since = new(2025, 1, 18),
            Examples = ["Copilot <175728472+Copilot@users.noreply.github.com>", "Copilot Autofix powered by AI <175728472+Copilot@users.noreply.github.com>"],
        },
        new("copilot-autofix", "Copilot Autofix", Assist, Identities, "* <62310815+*@users.noreply.github.com>")
        {
            Examples = ["Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>"],
        },
        new("copilot-author", "Copilot", Agent, Author | Committer, "* <copilot@github.com>") { Examples = ["Copilot <copilot@github.com>"] },
        new("vscode-copilot", "VS Code Copilot", Assist, CoAuthor, "* <copilot@github.com>")
        {
            False = new FalseWindow(new(2026, 4, 22), new(2026, 5, 6), "VS Code added this line by default in those days, whether AI was used or not (vscode #313064)"),
            Examples = ["Copilot <copilot@github.com>", "GitHub Copilot <copilot@github.com>"],
        },
        new("copilot-local", "Copilot", Agent, Identities, "* <copilot@github.local>") { Examples = ["Copilot <copilot@github.local>"] },
        new("copilot-local-agent", "Copilot", Agent, Identities, "* <agent@github.copilot>") { Examples = ["Copilot <agent@github.copilot>"] },
        new("copilot-chat", "Copilot", Agent, Identities, "* <167198135+*@users.noreply.github.com>") { Source = Documented, Examples = ["copilot[bot] <167198135+copilot[bot]@users.noreply.github.com>"], CounterExamples = ["Ran <ran@copilotkit.ai>"] },
        new("copilot-workspace", "Copilot Workspace", Session, Line, "For more details, open the [Copilot Workspace session]({session}).")
        {
            Source = Documented,
            Examples = ["For more details, open the [Copilot Workspace session](https://copilot-workspace.githubnext.com/a/b/issues/1?shareId=1)."],
        },

        // Cursor
        new("cursor", "Cursor", Agent, Identities, "* <cursoragent@cursor.com>") { Examples = ["Cursor <cursoragent@cursor.com>", "Cursor Agent <cursoragent@cursor.com>"] },
        new("cursor-noreply", "Cursor", Agent, Identities, "* <noreply@cursor.com>") { Examples = ["Cursor <noreply@cursor.com>"] },
        new("cursor-app", "Cursor", Agent, Identities, "* <206951365+*@users.noreply.github.com>") { Source = Reported, Examples = ["cursor[bot] <206951365+cursor[bot]@users.noreply.github.com>"] },
        new("cursor-composer", "Cursor", Agent, Identities, "* <composer@anysphere.co>") { Source = Reported, Examples = ["Composer <composer@anysphere.co>"] },
        new("cursor-footer", "Cursor", Session, Line, "Made-with: Cursor") { Examples = ["Made-with: Cursor"] },
        new("cursor-footer-link", "Cursor", Session, Line, "Made with [Cursor](https://cursor.com*)") { Source = Reported, Examples = ["Made with [Cursor](https://cursor.com)"] },

        // Aider
        new("aider", "Aider", Agent, CoAuthor, "aider ({model}) <*@aider.*>")
        {
            Model = Hole,
            Source = Documented,
            Examples = ["aider (gpt-5) <aider@aider.chat>", "aider (anthropic/claude-sonnet-4-5) <noreply@aider.chat>", "aider (o3) <noreply@aider.dev>"],
            CounterExamples = ["Paul Gauthier <aider@paulg.org>"],
        },
        new("aider-author", "Aider", Agent, Author, "* (aider) <*>") { Examples = ["Ann Author (aider) <ann@example.com>"] },
        new("aider-committer", "Aider", PersonsEdits, Committer, "* (aider) <*>") { Source = Documented, Examples = ["Ann Author (aider) <ann@example.com>"] },

        // OpenAI
        new("codex", "Codex", Agent, Identities, "* <noreply@openai.com>") { Model = Name, Examples = ["Codex <noreply@openai.com>"], CounterExamples = ["Ann Employee <ann@openai.com>"] },
        new("codex-mail", "Codex", Agent, Identities, "* <codex@openai.com>") { Model = Name, Examples = ["GPT 5.5 <codex@openai.com>", "Codex <codex@openai.com>"] },
        new("codex-connector", "Codex", Agent, Identities, "* <199175422+*@users.noreply.github.com>") { Source = Documented, Examples = ["chatgpt-codex-connector[bot] <199175422+chatgpt-codex-connector[bot]@users.noreply.github.com>"] },
        new("codex-app", "Codex", Agent, Identities, "* <215057067+*@users.noreply.github.com>") { Source = Documented, Examples = ["openai-codex[bot] <215057067+openai-codex[bot]@users.noreply.github.com>"] },
        new("codex-account", "Codex", Agent, Identities, "* <267193182+*@users.noreply.github.com>") { Source = Reported, Examples = ["codex <267193182+codex@users.noreply.github.com>"] },
        new("codex-account-2", "Codex", Agent, Identities, "* <242516109+*@users.noreply.github.com>") { Source = Reported, Examples = ["Codex <242516109+Codex@users.noreply.github.com>"] },
        new("codex-task", "Codex", Session, Line, "https://chatgpt.com/codex/tasks/task_*") { Source = Reported, Examples = ["https://chatgpt.com/codex/tasks/task_e_68abc"] },

        // Google
        new("gemini-cli", "Gemini CLI", Agent, Identities, "* <gemini-cli@bot.local>") { Examples = ["Gemini CLI <gemini-cli@bot.local>"], CounterExamples = ["Gemini CLI <gemini-cli@google.com>"] },
        new("gemini-cli-account", "Gemini CLI", Agent, Identities, "* <218195315+*@users.noreply.github.com>") { Source = Reported, Examples = ["gemini-cli <218195315+gemini-cli@users.noreply.github.com>"] },
        new("gemini-review", "Gemini Code Assist", Assist, Identities, "* <176961590+*@users.noreply.github.com>") { Source = Documented, Examples = ["gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>"] },
        new("jules", "Jules", Agent, Identities, "* <161369871+*@users.noreply.github.com>") { Examples = ["google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>"] },
        new("antigravity", "Antigravity", Agent, Identities, "Antigravity* <*@google.com>") { Source = Reported, Examples = ["Antigravity <antigravity@google.com>"], CounterExamples = ["Ann Employee <ann@google.com>"] },

        // Others that are often seen
        new("devin", "Devin", Agent, Identities, "* <158243242+*@users.noreply.github.com>") { Examples = ["Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>"] },
        new("devin-mail", "Devin", Agent, Identities, "* <devin@cognition.ai>") { Source = Reported, Examples = ["Devin <devin@cognition.ai>"], CounterExamples = ["Devin Strachan <devin@example.com>"] },
        new("devin-footer", "Devin", Session, Line, "Generated with [Devin](https://devin.ai*)*") { Source = Reported, Examples = ["Generated with [Devin](https://devin.ai)"] },
        new("amp", "Amp", Agent, Identities, "* <amp@ampcode.com>") { Source = Reported, Examples = ["Amp <amp@ampcode.com>"] },
        new("amp-thread-id", "Amp", Session, Line, "Amp-Thread-ID: {session}") { Source = Reported, Examples = ["Amp-Thread-ID: https://ampcode.com/threads/T-5928a90d-d53b-488f-a829-4e36442142ee"] },
        new("amp-thread", "Amp", Session, Line, "Amp-Thread: {session}") { Source = Reported, Examples = ["Amp-Thread: https://ampcode.com/threads/T-5928a90d-d53b-488f-a829-4e36442142ee"] },
        new("windsurf", "Windsurf", Agent, Identities, "* <cascade@windsurf.ai>") { Source = Reported, Examples = ["Windsurf Cascade <cascade@windsurf.ai>"] },
        new("windsurf-review", "Windsurf", Assist, Identities, "* <189301087+*@users.noreply.github.com>") { Source = Reported, Examples = ["windsurf-bot[bot] <189301087+windsurf-bot[bot]@users.noreply.github.com>"] },
        new("openhands", "OpenHands", Agent, Identities, "* <openhands@all-hands.dev>") { Examples = ["openhands <openhands@all-hands.dev>"], CounterExamples = ["Ann Employee <ann@all-hands.dev>"] },
        new("sweep", "Sweep", Agent, Identities, "* <*sweep-ai[bot]@users.noreply.github.com>") { Source = Reported, Examples = ["sweep-ai[bot] <128439645+sweep-ai[bot]@users.noreply.github.com>", "Sweep <sweep-ai[bot]@users.noreply.github.com>"] },
        new("cline", "Cline", Agent, Identities, "* <205137888+*@users.noreply.github.com>") { Source = Documented, Examples = ["cline[bot] <205137888+cline[bot]@users.noreply.github.com>"] },
        new("roo", "Roo Code", Agent, Identities, "* <roomote@roocode.com>") { Source = Reported, Examples = ["Roomote <roomote@roocode.com>", "Roo Code <roomote@roocode.com>"] },
        new("roo-app", "Roo Code", Agent, Identities, "* <263205322+*@users.noreply.github.com>") { Source = Reported, Examples = ["roomote[bot] <263205322+roomote[bot]@users.noreply.github.com>"] },
        new("roo-app-2", "Roo Code", Agent, Identities, "* <301996811+*@users.noreply.github.com>") { Source = Reported, Examples = ["roomote-roomote[bot] <301996811+roomote-roomote[bot]@users.noreply.github.com>"] },
        new("kiro", "Kiro", Agent, Identities, "* <244629292+*@users.noreply.github.com>") { Source = Reported, Examples = ["Kiro Agent <244629292+kiro-agent@users.noreply.github.com>"] },
        new("kiro-app", "Kiro", Agent, Identities, "* <245459735+*@users.noreply.github.com>") { Source = Reported, Examples = ["kiro-agent[bot] <245459735+kiro-agent[bot]@users.noreply.github.com>"] },
        new("kiro-mail", "Kiro", Agent, Identities, "* <noreply@kiro.dev>") { Source = Reported, Examples = ["Kiro <noreply@kiro.dev>"] },
        new("junie", "Junie", Agent, Identities, "* <junie@jetbrains.com>") { Source = Reported, Examples = ["Junie <junie@jetbrains.com>"], CounterExamples = ["Ann Employee <ann@jetbrains.com>"] },
        new("amazon-q", "Amazon Q", Agent, Identities, "* <208079219+*@users.noreply.github.com>") { Source = Documented, Examples = ["amazon-q-developer[bot] <208079219+amazon-q-developer[bot]@users.noreply.github.com>"] },
        new("replit", "Replit", Agent, Identities, "* <agent@replit.com>") { Source = Reported, Examples = ["Replit Agent <agent@replit.com>"] },
        new("replit-agent", "Replit", Session, Line, "Replit-Commit-Author: Agent") { Source = Documented, Examples = ["Replit-Commit-Author: Agent"], CounterExamples = ["Replit-Commit-Author: Deployment"] },
        new("replit-assistant", "Replit", Session, Line, "Replit-Commit-Author: Assistant") { Source = Documented, Examples = ["Replit-Commit-Author: Assistant"] },
        new("oz", "Warp", Agent, CoAuthor, "Oz <oz-agent@warp.dev>") { Source = Reported, Doubt = "Warp added the line also where its agent had only reviewed (warp #9215)", Examples = ["Oz <oz-agent@warp.dev>"] },
        new("warp", "Warp", Agent, Identities, "* <agent@warp.dev>") { Source = Reported, Examples = ["Warp <agent@warp.dev>"], CounterExamples = ["Ann Employee <ann@warp.dev>"] },
        new("droid", "Factory Droid", Agent, Identities, "* <138933559+*@users.noreply.github.com>") { Examples = ["factory-droid[bot] <138933559+factory-droid[bot]@users.noreply.github.com>"], CounterExamples = ["droideronline <droideronline@users.noreply.github.com>"] },
        new("droid-mail", "Factory Droid", Agent, Identities, "* <droid@factory.ai>") { Source = Reported, Examples = ["Droid <droid@factory.ai>"] },
        new("opencode", "opencode", Agent, Identities, "* <noreply@opencode.ai>") { Source = Reported, Examples = ["opencode <noreply@opencode.ai>"], CounterExamples = ["opencode <opencode@sst.dev>"] },
        new("opencode-footer", "opencode", Session, Line, "Generated with [opencode](https://opencode.ai*)*") { Source = Reported, Examples = ["🤖 Generated with [opencode](https://opencode.ai)"] },
        new("crush", "Crush", Agent, Identities, "* <crush@charm.land>") { Source = Reported, Examples = ["Crush <crush@charm.land>"] },
        new("crush-footer", "Crush", Session, Line, "Generated with Crush") { Source = Reported, Examples = ["💘 Generated with Crush"] },
        new("crush-assisted", "Crush", Session, Line, "Assisted-by: {model} via Crush <crush@charm.land>") { Model = Hole, Source = Reported, Examples = ["Assisted-by: GPT-5 via Crush <crush@charm.land>"] },
        new("goose", "Goose", Agent, Identities, "goose* <opensource@block.xyz>") { Source = Reported, Doubt = "the tool has no agreed identity", Examples = ["goose <opensource@block.xyz>"], CounterExamples = ["Benjamin Goose <ben@example.com>", "Block Open Source <opensource@block.xyz>"] },
        new("goose-mail", "Goose", Agent, Identities, "* <goose-agent@block.xyz>") { Source = Reported, Examples = ["Goose <goose-agent@block.xyz>"] },
        new("goose-account", "Goose", Agent, Identities, "* <271095942+*@users.noreply.github.com>") { Source = Reported, Examples = ["goose <271095942+aaif-goose@users.noreply.github.com>"] },
        new("firebender", "Firebender", Session, Line, "Generated with [Firebender](https://firebender.com*)*") { Examples = ["🤖 Generated with [Firebender](https://firebender.com)"] },
        new("sisyphus", "Sisyphus", Agent, Identities, "Sisyphus <clio-agent@sisyphuslabs.ai>") { Examples = ["Sisyphus <clio-agent@sisyphuslabs.ai>"] },
        new("sisyphus-footer", "Sisyphus", Session, Line, "Ultraworked with [Sisyphus](*)*") { Examples = ["Ultraworked with [Sisyphus](https://github.com/code-yeongyu/oh-my-opencode)"] },
        new("azure-sre", "Azure SRE Agent", Agent, Identities, "Azure SRE Agent <noreply@microsoft.com>") { Examples = ["Azure SRE Agent <noreply@microsoft.com>"], CounterExamples = ["Ann Employee <ann@microsoft.com>", "Release <noreply@microsoft.com>"] },
        new("coderabbit", "CodeRabbit", Assist, Identities, "* <136622811+*@users.noreply.github.com>") { Source = Documented, Examples = ["coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>"] },

        // Known from reports alone
        Told("continue", "Continue", "noreply@continue.dev"),
        Told("continue-app", "Continue", "230936708+*@users.noreply.github.com", "230936708+continue[bot]@users.noreply.github.com"),
        Told("tabnine", "Tabnine", "noreply@tabnine.com"),
        Told("qwen", "Qwen Code", "qwen-coder@alibabacloud.com"),
        Told("kimi", "Kimi", "noreply@moonshot.ai"),
        Told("grok", "Grok", "noreply@x.ai"),
        Told("trae", "TRAE", "traecli@bytedance.com"),
        Told("mistral", "Mistral Vibe", "vibe@mistral.ai"),
        Told("augment", "Augment", "noreply@augmentcode.com"),
        Told("v0", "v0", "noreply@v0.dev"),
        Told("lovable", "Lovable", "noreply@lovable.dev"),
        Told("bolt", "Bolt", "noreply@bolt.new"),
        Told("kilo", "Kilo Code", "240665456+*@users.noreply.github.com", "240665456+kilo-code-bot[bot]@users.noreply.github.com"),

        // Trailers of tools that keep the session elsewhere
        new("entire", "Entire", Session, Line, "Entire-Checkpoint: {session}") { Examples = ["Entire-Checkpoint: f2ad525b80cd"] },
        new("entire-agent", "Entire", Session, Line, "Entire-Agent: {value}") { Model = Value, Source = Documented, Examples = ["Entire-Agent: Claude Code"] },
        new(EntireShare, "Entire", Session, Line, "Entire-Attribution: {value}") { Source = Documented, Examples = ["Entire-Attribution: 73% agent (146/200 lines)"] },
        new("whogitit", "whogitit", Session, Line, "AI-Session: {session}") { Source = Documented, Examples = ["AI-Session: 7f3a4b2c-9d1e-8a7b-c3d4-e5f6a7b8c9d0"] },
        new("whogitit-model", "whogitit", Session, Line, "AI-Model: {model}") { Model = Hole, Source = Documented, Examples = ["AI-Model: claude-opus-4-5-20251101"] },
        new("semantica", "Semantica", Session, Line, "Semantica-Checkpoint: {session}") { Source = Reported, Examples = ["Semantica-Checkpoint: 4f2c9d"] },

        // Conventions: a person says who helped. Both credit people, too, so a tool or model must be named.
        new("assisted-by", "AI", Convention, Line, "Assisted-by: {value}")
        {
            Model = Value,
            Examples =
            [
                "Assisted-by: Claude:claude-opus-4.7", "Assisted-by: Claude:claude-3-opus coccinelle sparse", "Assisted-by: Claude Opus 4.6, Claude Code",
                "Assisted-by: Claude Opus 4.6, OpenCode", "Assisted-by: Claude, with model: claude-opus-4-6", "Assisted-by: Codex gpt-5.6-sol high",
                "Assisted-by: gemini-cli, with model: gemini-3-pro",
            ],
            CounterExamples = ["Assisted-by: Daniel Stenberg", "Assisted-by: Claude Paroz <claude@example.org>", "Assisted-by: Devin Strachan"],
        },
        new("generated-by", "AI", Convention, Line, "Generated-by: {value}") { Model = Value, Source = Reported, Examples = ["Generated-By: Claude Code", "Generated-by: GitHub Copilot"], CounterExamples = ["Generated-by: scripts/update-tables.sh"] },

        // Machines that are no AI
        Machine("dependabot", "49699333+*@users.noreply.github.com", "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"),
        Machine("renovate", "29139614+*@users.noreply.github.com", "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>"),
        Machine("github-actions", "41898282+*@users.noreply.github.com", "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>"),
        Machine("dotnet-maestro", "*dotnet-maestro[bot]@users.noreply.github.com", "dotnet-maestro[bot] <42748379+dotnet-maestro[bot]@users.noreply.github.com>"),
        Machine("dotnet-bot", "dotnet-bot@microsoft.com", "dotnet bot <dotnet-bot@microsoft.com>"),
        Machine("dotnet-bot-foundation", "dotnet-bot@dotnetfoundation.org", "dotnet bot <dotnet-bot@dotnetfoundation.org>"),
        Machine("dotnet-bot-noreply", "*dotnet-bot@users.noreply.github.com", "dotnet-bot <dotnet-bot@users.noreply.github.com>"),
        Machine("testplatform-bot", "79333716+*@users.noreply.github.com", "Test Platform Bot <79333716+testplatform-bot@users.noreply.github.com>"),
        Machine("opencode-release", "opencode@sst.dev", "opencode <opencode@sst.dev>"),
    ];

    private static Signature Told(string id, string tool, string mail, string? example = null) =>
        new(id, tool, Agent, Identities, $"* <{mail}>") { Source = Reported, Examples = [$"{tool} <{example ?? mail}>"] };

    /// <summary>Only as author: such a machine among the co-authors, or one that merged, wrote no line.</summary>
    private static Signature Machine(string id, string mail, string example) => new(id, id, Automation, Author, $"* <{mail}>") { Examples = [example] };
}
