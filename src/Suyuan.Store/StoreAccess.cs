namespace Suyuan.Store;

/// <summary>What the caller means to do with the store.</summary>
public enum StoreAccess
{
    /// <summary>Questions only; the file must exist, and other readers may have it open.</summary>
    Read,

    /// <summary>Everything; the file is made where there is none, and nobody else may have it open.</summary>
    Write,
}
