namespace Suyuan.Reporting;

/// <summary>On the picture, in pixels from its upper left corner.</summary>
internal readonly record struct MapPoint(double X, double Y);
