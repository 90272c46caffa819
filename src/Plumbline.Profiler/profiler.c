/*
 * The native side of the agent: the smallest profiler that can rewrite methods of a running process.
 *
 * It decides nothing. It keeps a table (module, method) -> IL body and code map, from which it answers GetReJITParameters,
 * and it makes the calls that the runtime refuses on managed threads (CORPROF_E_UNSUPPORTED_CALL_SEQUENCE) on one
 * thread of its own. Symbols, IL, verification and every decision are in the managed agent, which calls the flat functions
 * at the end of this file.
 *
 * DESIGN: plain C, linked without any library, so that one file loads on old and new glibc and on musl. The few functions
 * of the C library it uses are found in the process, which has them already. A profiler compiled from C# (NativeAOT)
 * works too, but a second managed runtime shares its activation signal with CoreCLR and can deadlock the process.
 *
 * Names of interfaces, methods and slots are those of corprof.idl and cor.h.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "corprof.h"

static void *s_info;                   /* ICorProfilerInfo10 of the runtime */
static HRESULT s_ready = E_NOT_READY;  /* outcome of Initialize or InitializeForAttach */

static int same(const GUID *x, const GUID *y) { return memcmp(x, y, sizeof(GUID)) == 0; }

/* ---- The table of bodies -------------------------------------------------------------------------------------- */

typedef struct Body {
    struct Body *next;
    ModuleID module;
    mdToken method;
    uint8_t *il;
    ULONG size;
    COR_IL_MAP *map;
    ULONG mapped;
} Body;

#define BUCKETS 4096
static Body *s_bodies[BUCKETS];
static pthread_mutex_t s_bodies_lock = PTHREAD_MUTEX_INITIALIZER;

static Body **bucket(ModuleID module, mdToken method)
{
    return &s_bodies[((module >> 4) * 31 + method * 2654435761u) % BUCKETS];
}

static Body *find(ModuleID module, mdToken method)
{
    Body *body = *bucket(module, method);
    while (body != NULL && (body->module != module || body->method != method))
        body = body->next;
    return body;
}

/* ---- What the runtime told us: a ring that the agent drains ----------------------------------------------------- */

enum { Event_Compiled = 1, Event_CompiledInliner = 2, Event_Error = 3 };
typedef struct { int32_t kind; HRESULT hr; ModuleID module; mdToken method; uint32_t reserved; } Event;

#define EVENTS 8192
static Event s_events[EVENTS];
static uint64_t s_written, s_drained, s_lost;
static pthread_mutex_t s_events_lock = PTHREAD_MUTEX_INITIALIZER;

static void tell(int32_t kind, HRESULT hr, ModuleID module, mdToken method)
{
    pthread_mutex_lock(&s_events_lock);
    if (s_written - s_drained < EVENTS) {
        Event event = {kind, hr, module, method, 0};
        s_events[s_written++ % EVENTS] = event;
    } else {
        s_lost++;
    }
    pthread_mutex_unlock(&s_events_lock);
}

/* ---- Exceptions in flight: what the agent saw thrown, and what the runtime then did about it ------------------------ */

enum { Flight_Thrown = 1, Flight_CatcherFound = 2, Flight_Caught = 3, Flight_FilterEntered = 4, Flight_FilterLeft = 5 };
typedef struct { int32_t kind; mdToken method; ModuleID module; uint64_t thread; uint64_t id; } Flight;

#define FLIGHTS 8192
static Flight s_flights[FLIGHTS];
static uint64_t s_flights_written, s_flights_drained, s_flights_lost;
static pthread_mutex_t s_flights_lock = PTHREAD_MUTEX_INITIALIZER;

static void note_flight(int32_t kind, ModuleID module, mdToken method, uint64_t id)
{
    Flight flight = {kind, method, module, (uint64_t)pthread_self(), id};
    pthread_mutex_lock(&s_flights_lock);
    if (s_flights_written - s_flights_drained < FLIGHTS)
        s_flights[s_flights_written++ % FLIGHTS] = flight;
    else
        s_flights_lost++;
    pthread_mutex_unlock(&s_flights_lock);
}

/* ---- Callbacks of the runtime ----------------------------------------------------------------------------------- */

static HRESULT function_info(FunctionID function, ModuleID *module, mdToken *method)
{
    uintptr_t declaring;
    return SLOT(HRESULT (*)(void *, FunctionID, uintptr_t *, ModuleID *, mdToken *), s_info, GetFunctionInfo)(
        s_info, function, &declaring, module, method);
}

#define EVENT_MASK (COR_PRF_ENABLE_REJIT | COR_PRF_MONITOR_JIT_COMPILATION)

static HRESULT set_events(ULONG mask)
{
    return SLOT(HRESULT (*)(void *, ULONG), s_info, SetEventMask)(s_info, mask);
}

static HRESULT start(void *unknown)
{
    HRESULT hr = SLOT(HRESULT (*)(void *, const GUID *, void **), unknown, QueryInterface)(
        unknown, &IID_ICorProfilerInfo10, &s_info);
    /* MONITOR_JIT_COMPILATION: without it RequestReJITWithInliners does nothing on some versions, and
       ReJITCompilationFinished never arrives. */
    if (!FAILED(hr))
        hr = set_events(EVENT_MASK);
    __atomic_store_n(&s_ready, hr, __ATOMIC_RELEASE);
    return hr;
}

static HRESULT on_initialize(void *self, void *unknown) { (void)self; return start(unknown); }

static HRESULT on_initialize_for_attach(void *self, void *unknown, void *data, ULONG size)
{
    (void)self; (void)data; (void)size;
    return start(unknown);
}

static HRESULT on_get_rejit_parameters(void *self, ModuleID module, mdToken method, void *control)
{
    HRESULT hr = S_OK;
    (void)self;
    pthread_mutex_lock(&s_bodies_lock);
    Body *body = find(module, method);
    if (body != NULL) {
        hr = SLOT(HRESULT (*)(void *, ULONG, const uint8_t *), control, SetILFunctionBody)(control, body->size, body->il);
        if (!FAILED(hr) && body->mapped > 0)
            hr = SLOT(HRESULT (*)(void *, ULONG, COR_IL_MAP *), control, SetILInstrumentedCodeMap)(control, body->mapped, body->map);
    }
    pthread_mutex_unlock(&s_bodies_lock);
    if (FAILED(hr))
        tell(Event_Error, hr, module, method);
    return hr;
}

static HRESULT on_rejit_finished(void *self, FunctionID function, uintptr_t rejit, HRESULT status, BOOL safe)
{
    ModuleID module;
    mdToken method;
    (void)self; (void)rejit; (void)safe;
    if (FAILED(function_info(function, &module, &method)))
        return S_OK;
    pthread_mutex_lock(&s_bodies_lock);
    int ours = find(module, method) != NULL;
    pthread_mutex_unlock(&s_bodies_lock);
    tell(FAILED(status) ? Event_Error : ours ? Event_Compiled : Event_CompiledInliner, status, module, method);
    return S_OK;
}

static HRESULT on_rejit_error(void *self, ModuleID module, mdToken method, FunctionID function, HRESULT status)
{
    (void)self; (void)function;
    tell(Event_Error, status, module, method);
    return S_OK;
}

static HRESULT note_step(int32_t kind, FunctionID function)
{
    ModuleID module;
    mdToken method;
    if (!FAILED(function_info(function, &module, &method)))
        note_flight(kind, module, method, 0);
    return S_OK;
}

static HRESULT on_catcher_found(void *self, FunctionID function) { (void)self; return note_step(Flight_CatcherFound, function); }
static HRESULT on_filter_enter(void *self, FunctionID function) { (void)self; return note_step(Flight_FilterEntered, function); }
static HRESULT on_filter_leave(void *self) { (void)self; note_flight(Flight_FilterLeft, 0, 0, 0); return S_OK; }

static HRESULT on_catcher_enter(void *self, FunctionID function, uintptr_t exception)
{
    (void)self; (void)exception;
    return note_step(Flight_Caught, function);
}

/* We rewrite code, so the runtime must not treat us as one of the profilers that only listen. */
static HRESULT on_load_as_notification_only(void *self, BOOL *only) { (void)self; *only = 0; return S_OK; }

static HRESULT on_anything(void) { return S_OK; }
static ULONG on_reference(void *self) { (void)self; return 1; }

static HRESULT on_query_callback(void *self, const GUID *iid, void **object)
{
    int known = same(iid, &IID_IUnknown);
    for (size_t i = 0; i < sizeof CallbackInterfaces / sizeof *CallbackInterfaces; i++)
        known |= same(iid, &CallbackInterfaces[i]);
    *object = known ? self : NULL;
    return known ? S_OK : E_NOINTERFACE;
}

static void *s_callback_slots[Callback_Slots];
static void *s_callback = s_callback_slots;

static HRESULT on_create_instance(void *self, void *outer, const GUID *iid, void **object)
{
    (void)self; (void)outer;
    return on_query_callback(&s_callback, iid, object);
}

static HRESULT on_query_factory(void *self, const GUID *iid, void **object)
{
    int known = same(iid, &IID_IUnknown) || same(iid, &IID_IClassFactory);
    *object = known ? self : NULL;
    return known ? S_OK : E_NOINTERFACE;
}

static void *s_factory_slots[5] = {
    (void *)on_query_factory, (void *)on_reference, (void *)on_reference, (void *)on_create_instance, (void *)on_anything};
static void *s_factory = s_factory_slots;

EXPORT HRESULT DllGetClassObject(const GUID *clsid, const GUID *iid, void **object)
{
    (void)clsid;
    for (int i = 0; i < Callback_Slots; i++)
        s_callback_slots[i] = (void *)on_anything;
    s_callback_slots[QueryInterface] = (void *)on_query_callback;
    s_callback_slots[AddRef] = s_callback_slots[Release] = (void *)on_reference;
    s_callback_slots[Callback_Initialize] = (void *)on_initialize;
    s_callback_slots[Callback_InitializeForAttach] = (void *)on_initialize_for_attach;
    s_callback_slots[Callback_ExceptionSearchFilterEnter] = (void *)on_filter_enter;
    s_callback_slots[Callback_ExceptionSearchFilterLeave] = (void *)on_filter_leave;
    s_callback_slots[Callback_ExceptionSearchCatcherFound] = (void *)on_catcher_found;
    s_callback_slots[Callback_ExceptionCatcherEnter] = (void *)on_catcher_enter;
    s_callback_slots[Callback_GetReJITParameters] = (void *)on_get_rejit_parameters;
    s_callback_slots[Callback_ReJITCompilationFinished] = (void *)on_rejit_finished;
    s_callback_slots[Callback_ReJITError] = (void *)on_rejit_error;
    s_callback_slots[Callback_LoadAsNotificationOnly] = (void *)on_load_as_notification_only;
    return on_query_factory(&s_factory, iid, object);
}

/* Code of ours may be on a stack at any time, so the library is never unloaded. */
EXPORT HRESULT DllCanUnloadNow(void) { return 1; }

/* ---- The worker: calls that need a thread the runtime does not know --------------------------------------------- */

typedef struct Job {
    HRESULT (*run)(struct Job *job);
    ModuleID module;
    mdToken token;
    const void *bytes;
    ULONG count;
    const ModuleID *modules;
    const mdToken *tokens;
    const void **result;
    ULONG *size;
    HRESULT *statuses;
    HRESULT hr;
    int done;
} Job;

static Job *s_job;
static int s_worker_runs;
static pthread_mutex_t s_job_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t s_job_changed = PTHREAD_COND_INITIALIZER;

static void *work(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&s_job_lock);
    for (;;) {
        while (s_job == NULL || s_job->done)
            pthread_cond_wait(&s_job_changed, &s_job_lock);
        Job *job = s_job;
        pthread_mutex_unlock(&s_job_lock);
        job->hr = job->run(job);
        pthread_mutex_lock(&s_job_lock);
        job->done = 1;
        s_job = NULL;
        pthread_cond_broadcast(&s_job_changed);
    }
    return NULL;
}

/* SAFETY: the worker takes no signals, so no handler of the user's ever runs on it. */
static int start_worker(void)
{
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&thread, NULL, work, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        pthread_detach(thread);
    return !failed;
}

static HRESULT on_worker(Job *job)
{
    if (FAILED(__atomic_load_n(&s_ready, __ATOMIC_ACQUIRE)))
        return s_ready;
    pthread_mutex_lock(&s_job_lock);
    if (!s_worker_runs && !(s_worker_runs = start_worker())) {
        pthread_mutex_unlock(&s_job_lock);
        return E_FAIL;
    }
    while (s_job != NULL)
        pthread_cond_wait(&s_job_changed, &s_job_lock);
    s_job = job;
    pthread_cond_broadcast(&s_job_changed);
    while (!job->done)
        pthread_cond_wait(&s_job_changed, &s_job_lock);
    pthread_mutex_unlock(&s_job_lock);
    return job->hr;
}

static HRESULT emitter(ModuleID module, void **emit)
{
    return SLOT(HRESULT (*)(void *, ModuleID, ULONG, const GUID *, void **), s_info, GetModuleMetaData)(
        s_info, module, ofRead | ofWrite, &IID_IMetaDataEmit, emit);
}

static void release(void *object) { SLOT(ULONG (*)(void *), object, Release)(object); }

static HRESULT run_body(Job *job)
{
    return SLOT(HRESULT (*)(void *, ModuleID, mdToken, const void **, ULONG *), s_info, GetILFunctionBody)(
        s_info, job->module, job->token, job->result, job->size);
}

static HRESULT run_token(Job *job, int slot)
{
    void *emit;
    HRESULT hr = emitter(job->module, &emit);
    if (FAILED(hr))
        return hr;
    hr = SLOT(HRESULT (*)(void *, const void *, ULONG, ULONG *), emit, slot)(emit, job->bytes, job->count, job->size);
    release(emit);
    return hr;
}

static HRESULT run_signature(Job *job) { return run_token(job, GetTokenFromSig); }
static HRESULT run_type_spec(Job *job) { return run_token(job, GetTokenFromTypeSpec); }

static HRESULT run_type_ref(Job *job)
{
    void *emit;
    HRESULT hr = emitter(job->module, &emit);
    if (FAILED(hr))
        return hr;
    hr = SLOT(HRESULT (*)(void *, mdToken, const WCHAR *, ULONG *), emit, DefineTypeRefByName)(
        emit, job->token, job->bytes, job->size);
    release(emit);
    return hr;
}

static HRESULT run_apply_metadata(Job *job)
{
    return SLOT(HRESULT (*)(void *, ModuleID), s_info, ApplyMetaData)(s_info, job->module);
}

/* INLINING_CALLBACKS: a caller that had inlined one of these methods is compiled again, too, and without this flag with its
   original IL, although it may hold a probe itself: asked for earlier, or in the same request. */
static HRESULT run_rejit(Job *job)
{
    return SLOT(HRESULT (*)(void *, ULONG, ULONG, const ModuleID *, const mdToken *), s_info, RequestReJITWithInliners)(
        s_info, COR_PRF_REJIT_BLOCK_INLINING | COR_PRF_REJIT_INLINING_CALLBACKS, job->count, job->modules, job->tokens);
}

static HRESULT run_revert(Job *job)
{
    return SLOT(HRESULT (*)(void *, ULONG, const ModuleID *, const mdToken *, HRESULT *), s_info, RequestRevert)(
        s_info, job->count, job->modules, job->tokens, job->statuses);
}

static HRESULT run_events(Job *job) { return set_events(job->count); }

/* ---- What the managed agent calls ------------------------------------------------------------------------------- */

/* S_OK once the runtime has initialised us; E_NOT_READY before. */
EXPORT HRESULT plumbline_ready(void) { return __atomic_load_n(&s_ready, __ATOMIC_ACQUIRE); }

/* Module and token of a method, from RuntimeMethodHandle.Value. Allowed on managed threads. */
EXPORT HRESULT plumbline_function(FunctionID function, ModuleID *module, mdToken *method)
{
    return FAILED(plumbline_ready()) ? plumbline_ready() : function_info(function, module, method);
}

/* The method's body as it is in the image, header included. The memory belongs to the runtime. */
EXPORT HRESULT plumbline_body(ModuleID module, mdToken method, const void **body, ULONG *size)
{
    Job job = {.run = run_body, .module = module, .token = method, .result = body, .size = size};
    return on_worker(&job);
}

/* Token of a StandAloneSig with this blob, new or found. */
EXPORT HRESULT plumbline_signature(ModuleID module, const void *blob, ULONG count, mdToken *token)
{
    Job job = {.run = run_signature, .module = module, .bytes = blob, .count = count, .size = token};
    return on_worker(&job);
}

/* Token of a TypeSpec with this blob, new or found. */
EXPORT HRESULT plumbline_type_spec(ModuleID module, const void *blob, ULONG count, mdToken *token)
{
    Job job = {.run = run_type_spec, .module = module, .bytes = blob, .count = count, .size = token};
    return on_worker(&job);
}

/* Token of a TypeRef with this full name (zero-terminated UTF-16), new or found. */
EXPORT HRESULT plumbline_type_ref(ModuleID module, mdToken scope, const WCHAR *name, mdToken *token)
{
    Job job = {.run = run_type_ref, .module = module, .token = scope, .bytes = name, .size = token};
    return on_worker(&job);
}

EXPORT HRESULT plumbline_apply_metadata(ModuleID module)
{
    Job job = {.run = run_apply_metadata, .module = module};
    return on_worker(&job);
}

/* Sets the body that the next compilation of the method gets; il and map are copied. */
EXPORT HRESULT plumbline_set_body(
    ModuleID module, mdToken method, const uint8_t *il, ULONG size, const COR_IL_MAP *map, ULONG mapped)
{
    uint8_t *il_copy = malloc(size);
    COR_IL_MAP *map_copy = malloc(mapped * sizeof *map + 1);
    Body *fresh = malloc(sizeof *fresh);
    if (il_copy == NULL || map_copy == NULL || fresh == NULL) {
        free(il_copy);
        free(map_copy);
        free(fresh);
        return E_OUTOFMEMORY;
    }
    memcpy(il_copy, il, size);
    memcpy(map_copy, map, mapped * sizeof *map);

    pthread_mutex_lock(&s_bodies_lock);
    Body *body = find(module, method);
    if (body != NULL) {
        free(body->il);
        free(body->map);
        free(fresh);
    } else {
        Body **head = bucket(module, method);
        body = fresh;
        body->next = *head;
        body->module = module;
        body->method = method;
        *head = body;
    }
    body->il = il_copy;
    body->size = size;
    body->map = map_copy;
    body->mapped = mapped;
    pthread_mutex_unlock(&s_bodies_lock);
    return S_OK;
}

/* Forgets the body: a later compilation of the method gets the original. */
EXPORT void plumbline_clear_body(ModuleID module, mdToken method)
{
    pthread_mutex_lock(&s_bodies_lock);
    for (Body **link = bucket(module, method); *link != NULL; link = &(*link)->next) {
        Body *body = *link;
        if (body->module != module || body->method != method)
            continue;
        *link = body->next;
        free(body->il);
        free(body->map);
        free(body);
        break;
    }
    pthread_mutex_unlock(&s_bodies_lock);
}

/* Compiles these methods again, and every caller that had inlined one of them. */
EXPORT HRESULT plumbline_rejit(ULONG count, const ModuleID *modules, const mdToken *methods)
{
    Job job = {.run = run_rejit, .count = count, .modules = modules, .tokens = methods};
    return on_worker(&job);
}

/* Brings back the original native code of these methods; one status for each. */
EXPORT HRESULT plumbline_revert(ULONG count, const ModuleID *modules, const mdToken *methods, HRESULT *statuses)
{
    Job job = {.run = run_revert, .count = count, .modules = modules, .tokens = methods, .statuses = statuses};
    return on_worker(&job);
}

/* Moves at most `most` events to the caller; returns how many. `lost` counts those that found the ring full. */
EXPORT ULONG plumbline_drain(Event *events, ULONG most, uint64_t *lost)
{
    ULONG n = 0;
    pthread_mutex_lock(&s_events_lock);
    while (n < most && s_drained < s_written)
        events[n++] = s_events[s_drained++ % EVENTS];
    *lost = s_lost;
    pthread_mutex_unlock(&s_events_lock);
    return n;
}

/* Whether the runtime tells us who catches what. It costs something at each exception, nothing elsewhere. */
EXPORT HRESULT plumbline_watch_exceptions(BOOL on)
{
    Job job = {.run = run_events, .count = on ? EVENT_MASK | COR_PRF_MONITOR_EXCEPTIONS : EVENT_MASK};
    return on_worker(&job);
}

/* The agent saw an exception thrown on the calling thread, and calls it by this number. */
EXPORT void plumbline_thrown(uint64_t id) { note_flight(Flight_Thrown, 0, 0, id); }

/* Moves at most `most` entries to the caller; returns how many. `lost` counts those that found the ring full. */
EXPORT ULONG plumbline_drain_flights(Flight *flights, ULONG most, uint64_t *lost)
{
    ULONG n = 0;
    pthread_mutex_lock(&s_flights_lock);
    while (n < most && s_flights_drained < s_flights_written)
        flights[n++] = s_flights[s_flights_drained++ % FLIGHTS];
    *lost = s_flights_lost;
    pthread_mutex_unlock(&s_flights_lock);
    return n;
}
