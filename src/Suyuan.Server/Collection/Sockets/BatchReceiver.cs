using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Suyuan.Model;

namespace Suyuan.Server.Collection.Sockets;

/// <summary>
/// Up to 64 datagrams in one system call: Linux recvmmsg(2). The slots are as long as the longest datagram, but memory that no datagram reaches is never
/// touched, so a slot of an ordinary exporter costs a page.
/// </summary>
internal sealed unsafe partial class BatchReceiver : DatagramReceiver
{
    private const int Slots = 64;

    /// <summary>sockaddr_in6, the longer of the two.</summary>
    private const int AddressLength = 28;

    // asm-generic/errno.h and linux/socket.h.
    private const int DontWait = 0x40;
    private const ushort FamilyV4 = 2;

    private readonly Socket _socket;
    private readonly byte* _octets;
    private readonly byte* _addresses;
    private readonly Segment* _segments;
    private readonly Message* _messages;

    public BatchReceiver(Socket socket)
    {
        _socket = socket;
        _octets = (byte*)NativeMemory.Alloc(Slots, Longest);
        _addresses = (byte*)NativeMemory.AllocZeroed(Slots, AddressLength);
        _segments = (Segment*)NativeMemory.AllocZeroed(Slots, (nuint)sizeof(Segment));
        _messages = (Message*)NativeMemory.AllocZeroed(Slots, (nuint)sizeof(Message));
        for (int index = 0; index < Slots; index++)
        {
            _segments[index] = new Segment { Octets = _octets + ((nint)index * Longest), Length = Longest };
            _messages[index].Segments = _segments + index;
            _messages[index].SegmentCount = 1;
            _messages[index].Address = _addresses + ((nint)index * AddressLength);
        }
    }

    /// <summary>The structures below are those of 64-bit little-endian Linux, with glibc and musl alike.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess && BitConverter.IsLittleEndian;

    public override int Batch => Slots;

    public override int Receive()
    {
        for (int index = 0; index < Slots; index++)
        {
            _messages[index].AddressLength = AddressLength;
        }
        // Errors other than "nothing there" concern single datagrams (a wrong checksum): the next look finds the next one.
        return Math.Max(0, ReceiveMany(_socket.SafeHandle, _messages, Slots, DontWait, null));
    }

    public override ReadOnlySpan<byte> Datagram(int index) => new(_segments[index].Octets, (int)_messages[index].Received);

    public override IpAddress Sender(int index)
    {
        ReadOnlySpan<byte> address = new(_messages[index].Address, AddressLength);
        return BinaryPrimitives.ReadUInt16LittleEndian(address) == FamilyV4
            ? IpAddress.FromV4(BinaryPrimitives.ReadUInt32BigEndian(address[4..]))
            : new IpAddress(BinaryPrimitives.ReadUInt128BigEndian(address[8..]));
    }

    public override void Dispose()
    {
        NativeMemory.Free(_octets);
        NativeMemory.Free(_addresses);
        NativeMemory.Free(_segments);
        NativeMemory.Free(_messages);
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReceiveMany(SafeSocketHandle socket, Message* messages, uint count, int flags, void* timeout);

    /// <summary>struct iovec.</summary>
    private struct Segment
    {
        public byte* Octets;
        public nuint Length;
    }

    /// <summary>struct mmsghdr.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct Message
    {
        [FieldOffset(0)]
        public byte* Address;

        [FieldOffset(8)]
        public uint AddressLength;

        [FieldOffset(16)]
        public Segment* Segments;

        [FieldOffset(24)]
        public nuint SegmentCount;

        [FieldOffset(56)]
        public uint Received;
    }
}
