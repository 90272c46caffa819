Imports System
Imports System.Collections.Generic
Imports System.Threading.Tasks

Public Class Orders
    Private _factor As Integer = 2

    Public Function Checkout(count As Integer) As Integer
        Dim sum As Integer = 0
        For i As Integer = 0 To count
            Dim price As Integer = i * _factor
            sum += price '! loop
        Next
        Return sum
    End Function

    Public Async Function Run(a As Integer) As Task(Of Integer)
        Dim before As Integer = a + 1
        Await Task.Yield()
        Return before + a + _factor '! async
    End Function

    Public Function Capture(a As Integer) As Func(Of Integer)
        Dim local As Integer = a
        Return Function() local + a + _factor '! lambda
    End Function

    Public Iterator Function Items(n As Integer) As IEnumerable(Of Integer)
        For i As Integer = 0 To n
            Yield i '! iterator
        Next
    End Function
End Class
