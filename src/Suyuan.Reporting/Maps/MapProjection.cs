namespace Suyuan.Reporting;

/// <summary>From the globe to a plane on which areas keep their proportions, since a map by colour weighs them. Units are radii of the globe, y up.</summary>
internal abstract record MapProjection
{
    private protected const double Degree = Math.PI / 180;

    /// <summary>The meridian in the middle, degrees; the plane is cut opposite to it.</summary>
    public abstract double Centre { get; }

    /// <summary>Of a longitude in degrees: −180 to 180 from the middle.</summary>
    public double FromCentre(double longitude)
    {
        double from = longitude - Centre;
        return from > 180 ? from - 360 : from < -180 ? from + 360 : from;
    }

    /// <param name="fromCentre">As <see cref="FromCentre"/> gives it.</param>
    public abstract (double X, double Y) Project(double fromCentre, double latitude);
}

/// <summary>Albers' conic projection: for one country of middle latitudes. J. P. Snyder, Map Projections: A Working Manual, USGS 1395, p. 98.</summary>
internal sealed record AlbersProjection(double Centre, double South, double North) : MapProjection
{
    private readonly double _n = (Math.Sin(South * Degree) + Math.Sin(North * Degree)) / 2;

    public override double Centre { get; } = Centre;

    public override (double X, double Y) Project(double fromCentre, double latitude)
    {
        double c = Math.Pow(Math.Cos(South * Degree), 2) + (2 * _n * Math.Sin(South * Degree));
        double radius = Math.Sqrt(Math.Max(0, c - (2 * _n * Math.Sin(latitude * Degree)))) / _n;
        double angle = _n * fromCentre * Degree;
        return (radius * Math.Sin(angle), -radius * Math.Cos(angle));
    }
}

/// <summary>Equal Earth: for the world. Šavrič, Patterson and Jenny, International Journal of Geographical Information Science 33(3), 2019.</summary>
internal sealed record EqualEarthProjection(double Centre) : MapProjection
{
    private const double A1 = 1.340264;
    private const double A2 = -0.081106;
    private const double A3 = 0.000893;
    private const double A4 = 0.003796;

    public override double Centre { get; } = Centre;

    public override (double X, double Y) Project(double fromCentre, double latitude)
    {
        double angle = Math.Asin(Math.Sqrt(3) / 2 * Math.Sin(latitude * Degree));
        double square = angle * angle;
        double sixth = square * square * square;
        double slope = A1 + (3 * A2 * square) + (sixth * ((7 * A3) + (9 * A4 * square)));
        return (2 * Math.Sqrt(3) * fromCentre * Degree * Math.Cos(angle) / (3 * slope), angle * (A1 + (A2 * square) + (sixth * (A3 + (A4 * square)))));
    }
}
