# Shared by ./plumb and ./test; sourced, not run. POSIX shell.

say() {
    printf '%s\n' "plumb: $*" >&2
}

ensure_sdk() {
    if ! command -v dotnet >/dev/null 2>&1; then
        say "the .NET 10 SDK is needed and 'dotnet' is not on the PATH. See https://dotnet.microsoft.com/download"
        exit 1
    fi
}

# The native part is built with cc. Installs it where that is allowed, else says how.
ensure_compiler() {
    for compiler in cc gcc clang; do
        if command -v "$compiler" >/dev/null 2>&1 && can_compile "$compiler"; then
            return 0
        fi
    done

    if ! command -v apt-get >/dev/null 2>&1; then
        say "a C compiler is needed for the native part. Install gcc and the C library's headers with your package manager."
        exit 1
    fi

    install="apt-get install -y --no-install-recommends gcc libc6-dev"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "a C compiler is needed for the native part. Run:"
        printf '  sudo apt-get update && sudo %s\n' "$install" >&2
        exit 1
    fi

    say "installing a C compiler ($install)"
    if ! { $as_root apt-get update -q && DEBIAN_FRONTEND=noninteractive $as_root $install; } >&2; then
        say "that failed. Install a C compiler by hand, then try again: sudo $install"
        exit 1
    fi
}

# A compiler without the C library's headers is of no use.
can_compile() {
    printf '#include <stdlib.h>\nint answer;\n' | "$1" -x c -fsyntax-only - >/dev/null 2>&1
}

# newer_than STAMP PATH...: prints one source that changed after the stamp, if any. A directory that changed counts, too:
# that is how a deleted file shows.
newer_than() {
    find_newer "-type d" "$@"
}

# The same without directories, which a build changes by making its own folders.
files_newer_than() {
    find_newer "-name global.json" "$@"
}

find_newer() {
    kind=$1 reference=$2
    shift 2
    # The kind is two words on purpose.
    find "$@" \( -name bin -o -name obj -o -name out -o -name .git \) -prune -o \
        \( $kind -o -name '*.cs' -o -name '*.c' -o -name '*.h' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' \
        -o -name '*.slnx' -o -name 'global.json' -o -name 'BannedSymbols.txt' -o -name '.editorconfig' \
        -o -name '*.js' -o -name '*.css' -o -name '*.razor' -o -name '*.json' -o -name '*.il' \) \
        -newer "$reference" -print 2>/dev/null | head -n 1
}

# Two starts at once must not build over each other. The lock is a directory that names its owner.
lock() {
    while ! mkdir "$1" 2>/dev/null; do
        owner=$(cat "$1/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$1"
            continue
        fi
        [ -n "${waiting:-}" ] || say "waiting for another build${owner:+ (process $owner)}"
        waiting=yes
        sleep 1
    done
    printf '%s\n' "$$" >"$1/pid"
    held=$1
    trap 'rm -rf "$held"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

unlock() {
    rm -rf "$held"
    trap - EXIT INT TERM
}

# ensure_built ROOT PROJECT PRODUCT STAMP SOURCES...
ensure_built() {
    top=$1 project=$2 product=$3 mark=$4
    shift 4
    cd_to=$(pwd)
    cd "$top"
    if is_current "$product" "$mark" "$@"; then
        cd "$cd_to"
        return 0
    fi

    ensure_sdk
    ensure_compiler
    mkdir -p out
    lock "$top/out/build.lock"
    if ! is_current "$product" "$mark" "$@"; then
        if [ -e "$mark" ]; then
            say "building $project, as sources changed"
        else
            say "building $project for the first time (a minute or two)"
        fi
        touch out/begun
        run_build "$project"
        # What was edited meanwhile may not be in the product: then the mark stays old, and the next start builds again.
        if [ -z "$(files_newer_than out/begun "$@")" ]; then
            touch "$mark"
        fi
    fi
    unlock
    cd "$cd_to"
}

is_current() {
    current_product=$1 current_mark=$2
    shift 2
    [ -e "$current_product" ] && [ -e "$current_mark" ] &&
        [ -z "$(newer_than "$current_mark" "$@" Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig)" ]
}

# Quiet while all is well; everything that the compiler said where it is not.
run_build() {
    log=out/build.log
    if ! dotnet build "$1" -c Release -v quiet --nologo >"$log" 2>&1; then
        cat "$log" >&2
        say "the build of $1 failed; what it said is above and in $top/$log"
        exit 1
    fi
}
