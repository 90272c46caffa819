/* The part of corprof.h and cor.h that the profiler uses: types, constants, interface ids and slots. */
#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

typedef int32_t HRESULT;
typedef int32_t BOOL;
typedef uint32_t ULONG;
typedef uint32_t mdToken;
typedef uintptr_t ModuleID;
typedef uintptr_t FunctionID;
typedef uint16_t WCHAR;
typedef struct { uint32_t a; uint16_t b, c; uint8_t d[8]; } GUID;
typedef struct { ULONG oldOffset, newOffset; BOOL fAccurate; } COR_IL_MAP;

#define S_OK 0
#define FAILED(hr) ((hr) < 0)
#define E_FAIL ((HRESULT)0x80004005)
#define E_NOINTERFACE ((HRESULT)0x80004002)
#define E_OUTOFMEMORY ((HRESULT)0x8007000E)
#define E_NOT_READY ((HRESULT)0x80131506)

#define COR_PRF_MONITOR_JIT_COMPILATION 0x20
#define COR_PRF_MONITOR_EXCEPTIONS 0x40
#define COR_PRF_ENABLE_REJIT 0x40000
#define COR_PRF_REJIT_BLOCK_INLINING 1
#define COR_PRF_REJIT_INLINING_CALLBACKS 2
#define ofRead 0
#define ofWrite 1

/* Calls slot i of a COM object, cast to the type of that slot. */
#define SLOT(type, object, i) ((type)((*(void ***)(object))[i]))

/* Slots, counted from IUnknown. */
enum { QueryInterface = 0, AddRef = 1, Release = 2 };
enum {
    GetFunctionInfo = 15, SetEventMask = 16, GetModuleMetaData = 21, GetILFunctionBody = 22,
    RequestRevert = 74, ApplyMetaData = 84, RequestReJITWithInliners = 96
};
enum { DefineTypeRefByName = 12, GetTokenFromSig = 23, GetTokenFromTypeSpec = 26 };
enum { SetILFunctionBody = 4, SetILInstrumentedCodeMap = 5 };
enum {
    Callback_Initialize = 3, Callback_ExceptionSearchFilterEnter = 57,
    Callback_ExceptionSearchFilterLeave = 58, Callback_ExceptionSearchCatcherFound = 59, Callback_ExceptionCatcherEnter = 66,
    Callback_InitializeForAttach = 80, Callback_GetReJITParameters = 84,
    Callback_ReJITCompilationFinished = 85, Callback_ReJITError = 86, Callback_LoadAsNotificationOnly = 97, Callback_Slots = 98
};

static const GUID IID_IUnknown = {0x00000000, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_IClassFactory = {0x00000001, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_ICorProfilerInfo10 = {0x2F1B5152, 0xC869, 0x40C9, {0xAA, 0x5F, 0x3A, 0xBE, 0x02, 0x6B, 0xD7, 0x20}};
static const GUID IID_IMetaDataEmit = {0xBA3FEE4C, 0xECB9, 0x4E41, {0x83, 0xB7, 0x18, 0x3F, 0xA4, 0x1C, 0xD8, 0x59}};

/* ICorProfilerCallback to ICorProfilerCallback11. */
static const GUID CallbackInterfaces[] = {
    {0x176FBED1, 0xA55C, 0x4796, {0x98, 0xCA, 0xA9, 0xDA, 0x0E, 0xF8, 0x83, 0xE7}},
    {0x8A8CC829, 0xCCF2, 0x49FE, {0xBB, 0xAE, 0x0F, 0x02, 0x22, 0x28, 0x07, 0x1A}},
    {0x4FD2ED52, 0x7731, 0x4B8D, {0x94, 0x69, 0x03, 0xD2, 0xCC, 0x30, 0x86, 0xC5}},
    {0x7B63B2E3, 0x107D, 0x4D48, {0xB2, 0xF6, 0xF6, 0x1E, 0x22, 0x94, 0x70, 0xD2}},
    {0x8DFBA405, 0x8C9F, 0x45F8, {0xBF, 0xFA, 0x83, 0xB1, 0x4C, 0xEF, 0x78, 0xB5}},
    {0xFC13DF4B, 0x4448, 0x4F4F, {0x95, 0x0C, 0xBA, 0x8D, 0x19, 0xD0, 0x0C, 0x36}},
    {0xF76A2DBA, 0x1D52, 0x4539, {0x86, 0x6C, 0x2A, 0xA5, 0x18, 0xF9, 0xEF, 0xC3}},
    {0x5BED9B15, 0xC079, 0x4D47, {0xBF, 0xE2, 0x21, 0x5A, 0x14, 0x0C, 0x07, 0xE0}},
    {0x27583EC3, 0xC8F5, 0x482F, {0x80, 0x52, 0x19, 0x4B, 0x8C, 0xE4, 0x70, 0x5A}},
    {0xCEC5B60E, 0xC69C, 0x495F, {0x87, 0xF6, 0x84, 0xD2, 0x8E, 0xE1, 0x6F, 0xFB}},
    {0x42350846, 0xAAED, 0x47F7, {0xB1, 0x28, 0xFD, 0x0C, 0x98, 0x88, 0x1C, 0xDE}},
};
