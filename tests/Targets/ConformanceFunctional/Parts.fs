module FSharpPart

open System.Runtime.CompilerServices

type Shape =
    | Circle of radius: float
    | Square of side: float

[<MethodImpl(MethodImplOptions.NoInlining)>]
let finish (left: int, total: int) : string = string (left + total)

[<MethodImpl(MethodImplOptions.NoInlining)>]
let tailCall (left: int, total: int) : string =
    let more = total + left
    finish (left, more)

let countDown (left: int, total: int) : string =
    let mutable result = ""
    for i in 1..left do
        result <- result + tailCall (i, total)
    result

[<MethodImpl(MethodImplOptions.NoInlining)>]
let closes (factor: int) : int =
    let scale value = value * factor
    List.map (fun value -> scale value + factor) [ 1; 2; 3 ] |> List.sum

[<MethodImpl(MethodImplOptions.NoInlining)>]
let describe (shape: Shape) : string =
    match shape with
    | Circle radius -> "circle " + string radius
    | Square side -> "square " + string side
