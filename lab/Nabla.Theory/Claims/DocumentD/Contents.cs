namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Document D: dropout and its distributions, batch normalisation and whitening, backpropagation and initialisation.</summary>
internal static class Contents
{
    /// <summary>All claims, by topic.</summary>
    public static IEnumerable<Claim> All =>
    [
        .. Masks.All,
        .. RectifierMoments.All,
        .. DropoutVariance.All,
        .. KeptUnits.All,
        .. Thinning.All,
        .. BatchNormalization.All,
        .. BatchNormParameters.All,
        .. BatchNormJacobian.All,
        .. BatchNormInput.All,
        .. Whitening.All,
        .. Backpropagation.All,
        .. Initialization.All,
    ];
}
