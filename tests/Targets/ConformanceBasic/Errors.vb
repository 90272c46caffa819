Imports System.Runtime.CompilerServices

Public Module Errors

    <MethodImpl(MethodImplOptions.NoInlining)>
    Public Function Resumes(number As Integer) As String
        On Error Resume Next
        Dim zero As Integer = number - 3
        Dim result As Integer = 7
        result = number \ zero
        Return "resumed " & result.ToString() & " " & Err.Number.ToString()
    End Function

    <MethodImpl(MethodImplOptions.NoInlining)>
    Public Function Jumps(divisor As Integer) As String
        On Error GoTo Handler
        Dim quotient As Integer = 10 \ divisor
        Return quotient.ToString()
Handler:
        divisor = 5
        Resume
    End Function

End Module
